package org.dupcheck.gateway.retries;

import java.util.List;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.TimeCursor;
import org.dupcheck.store.Store;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.operators.FailedChecks;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.jspecify.annotations.Nullable;

/** Lists of failed checks, of commands and of messages in keyset pages, newest first: the same for programs and for pages. Thread-safe. */
public final class Lists {
    /** The channels that come along; others are plugged in. */
    public static final List<String> CHANNELS = List.of("SMS", "WEBHOOK", "EMAIL");

    private final Store store;

    public Lists(Store store) {
        this.store = store;
    }

    /**
     * Checks that stand failed.
     *
     * @param types null for all
     * @param after {@code next} of the page before; null for the first
     * @throws org.dupcheck.gateway.http.ProblemException where {@code after} is none
     */
    public KeysetPage<FailedChecks.Failed> failedChecks(
            @Nullable Set<String> types, @Nullable String after, int limit) {
        TimeCursor cursor = TimeCursor.parse(after);
        FailedChecks.After from =
                new FailedChecks.After(cursor.time(), after == null ? Long.MAX_VALUE : Cursor.number(cursor.id()));
        return KeysetPage.of(
                store.read(tables -> tables.failedChecks().list(types, from, limit + 1)),
                limit,
                last -> new TimeCursor(last.submittedAt(), String.valueOf(last.id())).text());
    }

    /**
     * Commands.
     *
     * @param state null for all
     * @param type null for all
     * @param after {@code next} of the page before; null for the first
     * @throws org.dupcheck.gateway.http.ProblemException where {@code after} is none
     */
    public KeysetPage<CommandViews.Listed> commands(
            @Nullable CommandState state, @Nullable String type, @Nullable String after, int limit) {
        TimeCursor cursor = TimeCursor.parse(after);
        CommandViews.After from = new CommandViews.After(cursor.time(), cursor.id());
        return KeysetPage.of(
                store.read(tables -> tables.commandViews().list(state, type, from, limit + 1)),
                limit,
                last -> new TimeCursor(last.createdAt(), last.commandId()).text());
    }

    /**
     * A channel that a filter names. Channels may be plugged in at nodes that send: this one knows them by their messages.
     *
     * @param name null for all
     * @throws ProblemException where no message can be of that channel
     */
    public @Nullable String channel(@Nullable String name) {
        if (name == null
                || CHANNELS.contains(name)
                || store.read(tables -> tables.deliveryViews().isUsed(name))) {
            return name;
        }
        throw new ProblemException(
                ErrorCode.UNKNOWN_ENUM,
                "channel",
                "channel is none of " + String.join(", ", CHANNELS) + ", and no message went by it");
    }

    /** Messages; otherwise as {@link #commands}. */
    public KeysetPage<DeliveryViews.Listed> deliveries(DeliveryViews.Filter filter, @Nullable String after, int limit) {
        TimeCursor cursor = TimeCursor.parse(after);
        DeliveryViews.After from = new DeliveryViews.After(cursor.time(), cursor.id());
        return KeysetPage.of(
                store.read(tables -> tables.deliveryViews().list(filter, from, limit + 1)),
                limit,
                last -> new TimeCursor(last.createdAt(), last.deliveryId()).text());
    }
}
