package org.dupcheck.app.node;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.dupcheck.app.terminal.UserFaultException;
import org.jspecify.annotations.Nullable;

/**
 * Turns SIGTERM, Ctrl-C and a closed terminal into a wish to stop, so that the main thread can stop in order and exit
 * with 0. The process listens from its first line on: a signal while the command line is still read is not lost. A shutdown hook could do neither: hooks run at once with those of the libraries, and the JVM exits with 143.
 * A second signal while stopping ends the process at once.
 *
 * <p>{@code sun.misc.Signal} is supported for lack of a replacement (JEP 260), but named in a way that the compiler always
 * warns of; so it is called by reflection. Nothing is logged here: the first logger opens the log, and where that goes is not
 * known when the process begins to listen.
 */
public final class StopSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int EXIT_BY_SECOND_SIGNAL = 130;

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final Map<String, Object> replaced = new LinkedHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> interruptible = new AtomicReference<>();

    private StopSignals() {}

    /** Listens to no signal: stops only by {@link #raise}, for nodes within a larger program. */
    public static StopSignals byHand() {
        return new StopSignals();
    }

    /** Listens from now on, in place of the JVM. */
    public static StopSignals listen() {
        StopSignals signals = new StopSignals();
        NAMES.forEach(signals::handle);
        return signals;
    }

    private void handle(String name) {
        Object own = Proxy.newProxyInstance(
                StopSignals.class.getClassLoader(), new Class<?>[] {type(HANDLER)}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        received();
                        return null;
                    }
                    return method.getName().equals("equals") ? proxy == arguments[0] : System.identityHashCode(this);
                });
        Object before = install(name, own);
        if (before != null) {
            replaced.put(name, before);
        }
    }

    /** The handler of before; null where the JVM was told to leave the signal alone (nohup leaves HUP ignored, -Xrs all). */
    private static @Nullable Object install(String name, Object handler) {
        try {
            Class<?> signal = type(SIGNAL);
            return signal.getMethod("handle", signal, type(HANDLER))
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this JVM", e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("signals cannot be handled on this JVM", e);
        }
    }

    /** Gives the signals back to the JVM, for work that one is to end at once. One that has come stays raised. */
    public void leave() {
        replaced.forEach(StopSignals::install);
        replaced.clear();
    }

    private void received() {
        if (isRaised()) {
            Runtime.getRuntime().halt(EXIT_BY_SECOND_SIGNAL);
        }
        raise();
    }

    /** As if a signal had come. */
    public void raise() {
        synchronized (interruptible) {
            stop.countDown();
            Thread waiting = interruptible.get();
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }

    /**
     * Does work that a signal is to cut short: the calling thread is interrupted then. When this returns or throws, the
     * thread is not interrupted by a signal any more.
     *
     * @throws UserFaultException where the wish to stop is there already
     */
    public <T> T interruptibly(Supplier<T> work) {
        synchronized (interruptible) {
            if (isRaised()) {
                throw new UserFaultException("told to stop");
            }
            interruptible.set(Thread.currentThread());
        }
        try {
            return work.get();
        } finally {
            endInOrder();
        }
    }

    /**
     * From here on no signal interrupts the work that {@link #interruptibly} does: what is to be put away now is put away in
     * order. An interrupt by a signal that has come is over.
     */
    public void endInOrder() {
        // with the lock: who waits for a signal wakes up before the interrupt comes that goes with it
        synchronized (interruptible) {
            interruptible.set(null);
            if (isRaised()) {
                Thread.interrupted();
            }
        }
    }

    /** Whether it is time to stop. */
    public boolean isRaised() {
        return stop.getCount() == 0;
    }

    /** Waits until it is time to stop. */
    public void await() throws InterruptedException {
        stop.await();
    }
}
