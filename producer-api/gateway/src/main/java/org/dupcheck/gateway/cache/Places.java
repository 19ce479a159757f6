package org.dupcheck.gateway.cache;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Places in a cache that one thread fills and others wait at. */
final class Places {
    private Places() {}

    /** What another thread loaded, or null where it failed: its failure is not everybody's. */
    static <T> @Nullable T joined(CompletableFuture<T> place) {
        try {
            return place.join();
        } catch (CancellationException e) {
            return null;
        }
    }

    /** Loads, and fills the place; a failure leaves none behind. */
    static <T, V> T filled(CompletableFuture<V> place, Supplier<T> load, Function<T, V> value) {
        try {
            T loaded = load.get();
            place.complete(value.apply(loaded));
            return loaded;
        } catch (RuntimeException | Error e) {
            place.cancel(false); // and not with the failure, which Caffeine would log each time
            throw e;
        }
    }

    /** Whether it is loaded, and is what is wanted. */
    static <T> boolean holds(CompletableFuture<T> future, Predicate<T> wanted) {
        return future.isDone() && !future.isCompletedExceptionally() && wanted.test(future.join());
    }
}
