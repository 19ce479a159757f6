package org.dupcheck.testkit;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Hands real services to tests, as parameters of constructors, test methods and {@code @Before…} methods.
 *
 * <pre>{@code
 * @ExtendWith(DupcheckServices.class)
 * final class SomethingTest {
 *     @BeforeAll
 *     static void connect(KafkaService kafka, PostgresService postgres, TestTopics topics) {
 *         String jdbcUrl = postgres.newDatabase();              // empty, this class's own
 *         String submissions = topics.create("submissions", 8); // under a prefix of this class's own
 *     }
 *
 *     @Test
 *     void worksAgainAfterACrash(@Own KafkaService kafka, @Own PostgresService postgres) {
 *         postgres.kill();
 *         postgres.start();
 *     }
 * }
 * }</pre>
 *
 * <p>A parameter without {@link Own} is shared by all test classes of the JVM: started when first asked for, closed at
 * the end. {@link TestTopics} are always one's own.
 *
 * <p>A test that fails says how things stood: the lag of every group by partition, and the threads.
 *
 * <p>The services are child processes. With the system property {@value #PROVIDER}{@code =testcontainers} they are
 * containers of the official images, and tests are skipped, with a message, where no Docker answers. With
 * {@value #PROVIDER}{@code =kept} the shared PostgreSQL lives as long as the JVM, for tools that run each test by itself.
 */
public final class DupcheckServices implements ParameterResolver, ExecutionCondition, TestExecutionExceptionHandler {
    /** The system property that chooses who provides the services: {@code processes} (default), {@code kept} or {@code testcontainers}. */
    public static final String PROVIDER = "dupcheck.testkit";

    private static final Namespace NAMESPACE = Namespace.create(DupcheckServices.class);
    /** By its name: the class comes with JUnit, not by a dependency of ours. */
    private static final String ABORTED = "org.opentest4j.TestAbortedException";

    private static final String LAST_KAFKA = "last kafka";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = provider(context).unavailable();
        return reason == null
                ? ConditionEvaluationResult.enabled("services are available")
                : ConditionEvaluationResult.disabled(reason);
    }

    /** Also for assertions that failed: what was awaited may have been asserted. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!failure.getClass().getName().equals(ABORTED)) {
            KeptProvider.failed();
            failure.addSuppressed(Circumstances.of(brokers(context)));
        }
        throw failure;
    }

    private static List<String> brokers(ExtensionContext context) {
        List<String> brokers = new ArrayList<>();
        for (Store store : List.of(shared(context), context.getStore(NAMESPACE))) {
            KafkaService kafka = store.get(LAST_KAFKA, KafkaService.class);
            if (kafka != null && !brokers.contains(kafka.bootstrapServers())) {
                brokers.add(kafka.bootstrapServers());
            }
        }
        return brokers;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KafkaService.class || type == PostgresService.class || type == TestTopics.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Own own = parameter.findAnnotation(Own.class).orElse(null);
        if (type == KafkaService.class) {
            return kafka(own, parameter.getIndex(), context);
        }
        if (type == PostgresService.class) {
            return postgres(own, parameter.getIndex(), context);
        }
        if (type == TestTopics.class) {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent(
                            "topics",
                            key -> TestTopics.on(kafka(null, 0, context).bootstrapServers()),
                            TestTopics.class);
        }
        throw new ParameterResolutionException("there is no service of type " + type.getName());
    }

    private static KafkaService kafka(@Nullable Own own, int index, ExtensionContext context) {
        ServiceProvider provider = provider(context);
        int brokers = own == null ? 1 : own.brokers();
        Store store = store(own, context);
        KafkaService kafka = store.computeIfAbsent(
                key("kafka", own, index, context), key -> provider.kafka(brokers), KafkaService.class);
        store.put(LAST_KAFKA, kafka);
        return kafka;
    }

    private static PostgresService postgres(@Nullable Own own, int index, ExtensionContext context) {
        ServiceProvider provider = provider(context);
        PostgresService kept = own == null ? provider.kept() : null;
        if (kept != null) {
            return kept;
        }
        return store(own, context)
                .computeIfAbsent(
                        key("postgres", own, index, context), key -> provider.postgres(), PostgresService.class);
    }

    /** Two own services of one test are two; the stores close what they hold at the end of their context. */
    private static String key(String service, @Nullable Own own, int index, ExtensionContext context) {
        return own == null ? service : service + " " + index + " of " + context.getUniqueId();
    }

    private static Store store(@Nullable Own own, ExtensionContext context) {
        return own == null ? shared(context) : context.getStore(NAMESPACE);
    }

    private static ServiceProvider provider(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        "provider",
                        key -> ServiceProvider.named(
                                context.getConfigurationParameter(PROVIDER).orElse("")),
                        ServiceProvider.class);
    }

    /** Of the whole session, which outlasts an execution: Surefire with several JVMs executes each class by itself. */
    private static Store shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }
}
