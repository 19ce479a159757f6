package org.dupcheck.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;

/**
 * On a parameter of type {@link KafkaService} or {@link PostgresService}: a service that nobody else uses, to be killed
 * and restarted at will. It lives as long as what the parameter belongs to: the test class for {@code @BeforeAll} and
 * constructors, the test for {@code @BeforeEach} and test methods.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Own {
    /** How many brokers a {@link KafkaService} has: 1 or 3. */
    int brokers() default 1;
}
