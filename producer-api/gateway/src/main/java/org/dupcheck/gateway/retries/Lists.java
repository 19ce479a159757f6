package org.dupcheck.gateway.retries;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.dupcheck.contract.Limits;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.store.Store;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.jspecify.annotations.Nullable;

/** Lists of commands and of messages in keyset pages, newest first: the same for programs and for pages. Thread-safe. */
public final class Lists {
    private final Store store;

    public Lists(Store store) {
        this.store = store;
    }

    /**
     * A page of a list.
     *
     * @param next what to ask the following page with; null of the last one
     */
    public record Found<T>(List<T> shown, @Nullable String next) {
        public Found {
            shown = List.copyOf(shown);
        }

        static <T> Found<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
            List<T> shown = oneMore.subList(0, Math.min(limit, oneMore.size()));
            return new Found<>(shown, oneMore.size() > limit ? cursor.apply(shown.get(limit - 1)) : null);
        }
    }

    /**
     * Commands.
     *
     * @param state null for all
     * @param type null for all
     * @param after {@code next} of the page before; null for the first
     * @throws org.dupcheck.gateway.http.ProblemException where {@code after} is none
     */
    public Found<CommandViews.Listed> commands(
            @Nullable CommandState state, @Nullable String type, @Nullable String after, int limit) {
        Place place = Place.parse(after);
        CommandViews.After from = new CommandViews.After(place.time(), place.id());
        return Found.of(
                store.read(tables -> tables.commandViews().list(state, type, from, limit + 1)),
                limit,
                last -> Place.cursor(last.createdAt(), last.commandId()));
    }

    /** Messages; otherwise as {@link #commands}. */
    public Found<DeliveryViews.Listed> deliveries(DeliveryViews.Filter filter, @Nullable String after, int limit) {
        Place place = Place.parse(after);
        DeliveryViews.After from = new DeliveryViews.After(place.time(), place.id());
        return Found.of(
                store.read(tables -> tables.deliveryViews().list(filter, from, limit + 1)),
                limit,
                last -> Place.cursor(last.createdAt(), last.deliveryId()));
    }

    /** Where a page ended. */
    private record Place(Instant time, String id) {
        static Place parse(@Nullable String cursor) {
            if (cursor == null) {
                return new Place(Limits.MAX_TIME, "");
            }
            List<String> parts = Cursor.parse(cursor, 2);
            return new Place(Cursor.time(parts.get(0)), Cursor.id(parts.get(1)));
        }

        static String cursor(Instant time, String id) {
            return Cursor.of(ChronoUnit.MICROS.between(Instant.EPOCH, time), id);
        }
    }
}
