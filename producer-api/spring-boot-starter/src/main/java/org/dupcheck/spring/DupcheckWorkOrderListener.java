package org.dupcheck.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method with one parameter, a {@link org.dupcheck.contract.WorkOrderCommand}: it carries out every command, exactly
 * once, one at a time. It runs in a transaction in which the inbox keeps the command's id. An exception undoes it all and
 * brings the command again. See {@link org.dupcheck.client.WorkOrderListener}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DupcheckWorkOrderListener {
    /** The consumer group, placeholders allowed; {@code dupcheck.group-id} unless said. */
    String groupId() default "";

    /** False: no inbox and no transaction; a command may come more than once, and the method compares {@code commandId}. */
    boolean inbox() default true;
}
