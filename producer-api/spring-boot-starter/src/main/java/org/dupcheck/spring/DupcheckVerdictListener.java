package org.dupcheck.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method with one parameter, a {@link org.dupcheck.contract.VerdictEvent}: it hears every verdict event, at least once,
 * one at a time. An exception brings the event again. See {@link org.dupcheck.client.VerdictListener}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DupcheckVerdictListener {
    /** The consumer group, placeholders allowed; {@code dupcheck.group-id} unless said. */
    String groupId() default "";
}
