package org.dupcheck.app.guarantee;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * code. A file says where the process is to end next; it may be written while the process runs.
 */
public final class FailPointAgent {
    private static final long LOOK_MILLIS = 50;
    private static final int STATUS_OF_SIGKILL = 137;

    private static volatile @Nullable FailPoint armed;
    private static volatile @Nullable Path ended;
    private static final AtomicInteger PASSES = new AtomicInteger();

    private FailPointAgent() {}

    /** What the JVM of a process to be killed is given. */
    static String jvmOption(Path directory, Path orders) {
        return "-javaagent:" + jar(directory.resolve("fail-points.jar")) + "=" + orders;
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

    /** Orders the process that looks at the file to end when it comes by the point for the pass-th time from now. */
    static void order(Path orders, FailPoint point, int pass) {
        try {
            Path written = orders.resolveSibling(orders.getFileName() + ".new");
            Files.writeString(written, point + " " + pass);
            Files.move(written, orders, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process ended at a point since this was asked last. */
    static boolean hasEnded(Path orders) {
        try {
            return Files.deleteIfExists(endedFile(orders));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path endedFile(Path orders) {
        return orders.resolveSibling(orders.getFileName() + ".ended");
    }

    /** Called by the JVM before the main class runs. */
    public static void premain(String orders, Instrumentation instrumentation) {
        ended = endedFile(Path.of(orders));
        AgentBuilder builder = new AgentBuilder.Default();
        for (FailPoint point : FailPoint.ALL) {
            Class<?> advice = point.moment() == FailPoint.Moment.BEFORE ? Before.class : After.class;
            builder = builder.type(named(point.type()))
                    .transform((type, description, loader, module, domain) -> type.visit(Advice.withCustomMapping()
                            .bind(Point.class, point.name())
                            .to(advice)
                            .on(named(point.method()))));
        }
        builder.installOn(instrumentation);
        Thread watch = new Thread(() -> follow(Path.of(orders)), "fail-points");
        watch.setDaemon(true);
        watch.start();
    }

    private static void follow(Path orders) {
        try {
            while (true) {
                if (Files.exists(orders)) {
                    String[] words = Files.readString(orders).split(" ", -1);
                    Files.delete(orders);
                    PASSES.set(Integer.parseInt(words[1]));
                    armed = FailPoint.valueOf(words[0]);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the woven code. */
    public static void reached(String point) {
        FailPoint wanted = armed;
        if (wanted != null && wanted.name().equals(point) && PASSES.decrementAndGet() == 0) {
            try {
                Files.writeString(Objects.requireNonNull(ended), point);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
