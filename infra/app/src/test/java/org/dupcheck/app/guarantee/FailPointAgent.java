package org.dupcheck.app.guarantee;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the {@link FailPoint}s into a process that is started with this agent, so that the product needs none in its own
 * code. A file says where a process is to end next ({@link FailPointOrders}); it may be written while the process runs.
 */
public final class FailPointAgent {
    private static final long LOOK_MILLIS = 50;
    private static final int STATUS_OF_SIGKILL = 137;

    private static volatile @Nullable FailPoint armed;
    private static volatile @Nullable FailPointOrders orders;
    private static final AtomicInteger PASSES = new AtomicInteger();

    private FailPointAgent() {}

    /** What the JVM of a process to be killed is given. */
    static String jvmOption(Path directory, FailPointOrders orders) {
        return "-javaagent:" + jar(directory.resolve("fail-points.jar")) + "=" + orders.argument();
    }

    /** The agent's class is on the class path: the jar only names it. */
    private static Path jar(Path file) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", FailPointAgent.class.getName());
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                new JarOutputStream(out, manifest).close();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by the JVM before the main class runs. */
    public static void premain(String argument, Instrumentation instrumentation) {
        FailPointOrders given = FailPointOrders.ofArgument(argument);
        orders = given;
        // to look at every class that is loaded takes as much as a third of a start
        AgentBuilder builder = new AgentBuilder.Default().ignore(not(nameStartsWith("org.dupcheck.")));
        for (FailPoint point : FailPoint.values()) {
            Class<?> advice = point.moment() == FailPoint.Moment.BEFORE ? Before.class : After.class;
            builder = builder.type(named(point.type()))
                    .transform((type, description, loader, module, domain) -> type.visit(Advice.withCustomMapping()
                            .bind(Point.class, point.name())
                            .to(advice)
                            .on(named(point.method()))));
        }
        builder.installOn(instrumentation);
        Thread watch = new Thread(() -> follow(given), "fail-points");
        watch.setDaemon(true);
        watch.start();
    }

    private static void follow(FailPointOrders orders) {
        String seen = "";
        try {
            while (true) {
                String order = orders.read();
                if (!order.equals(seen)) {
                    seen = order;
                    arm(order);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void arm(String order) {
        armed = null;
        if (!order.isEmpty()) {
            String[] words = order.split(" ", -1);
            PASSES.set(Integer.parseInt(words[1]));
            armed = FailPoint.valueOf(words[0]);
        }
    }

    /** Called by the woven code. */
    public static void reached(String point) {
        FailPoint wanted = armed;
        if (wanted != null
                && wanted.name().equals(point)
                && PASSES.decrementAndGet() == 0
                && Objects.requireNonNull(orders).take()) {
            // no shutdown hook runs, no thread goes on: as SIGKILL, only that the place is known
            Runtime.getRuntime().halt(STATUS_OF_SIGKILL);
        }
    }

    /** The name of the point, within the advice. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {}

    private static final class Before {
        @Advice.OnMethodEnter
        static void enter(@Point String point) {
            FailPointAgent.reached(point);
        }
    }

    private static final class After {
        @Advice.OnMethodExit
        static void exit(@Point String point) {
            FailPointAgent.reached(point);
        }
    }
}
