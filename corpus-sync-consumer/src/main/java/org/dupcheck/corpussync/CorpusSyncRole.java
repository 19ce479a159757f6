package org.dupcheck.corpussync;

import java.util.List;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;

/**
 * The role that keeps the reference set: reads the topic reference-events and applies it, in batches of one transaction,
 * to the tables {@code reference_document}, {@code reference_text} and {@code corpus_state}. Any number of instances may
 * run on the same database. Needs a migrated database; opens and closes neither it nor the registry.
 */
public final class CorpusSyncRole implements Component {
    private final ConsumeLoop loop;
    private final Retention retention;
    private final Drain drain;

    private CorpusSyncRole(ConsumeLoop loop, Retention retention, Drain drain) {
        this.loop = loop;
        this.retention = retention;
        this.drain = drain;
    }

    /** Assembles the role; nothing is opened or started. */
    public static CorpusSyncRole of(CorpusSyncSettings settings, RoleContext context) {
        Store tables = Store.on(context.database());
        ReferenceStore store = new ReferenceStore(tables, context.clock(), new CorpusMetrics(context.meters()));
        ReferenceEventReader reader = new ReferenceEventReader(new JsonCodec());
        ReferenceEventHandler handler = new ReferenceEventHandler(reader, store, settings.maxTransactionBytes());
        ConsumeLoop.Plan plan = context.loop(
                "corpus-sync", settings.groupId(), List.of(context.topics().referenceEvents()), settings.consume());
        // before the texts: who puts an earlier reference set together is told by them what is missing
        Purge past = Purge.of(
                tables,
                "when reference texts were in force",
                settings.replacedTexts(),
                (within, before, limit) -> within.referencePast().purge(before, limit));
        Purge replacedTexts = Purge.of(
                tables,
                "replaced reference texts",
                settings.replacedTexts(),
                (within, before, limit) -> within.replacedTexts().purge(before, limit));
        return new CorpusSyncRole(
                ConsumeLoop.inOrderBatches(plan, handler),
                new Retention(
                        "corpus-sync",
                        context.clock(),
                        settings.retentionInterval(),
                        List.of(past, replacedTexts),
                        context.drain()),
                context.drain());
    }

    /** Runs on a thread of its own; tests do so themselves. */
    Retention retention() {
        return retention;
    }

    @Override
    public void start() {
        retention.start();
        loop.start();
    }

    @Override
    public Health health() {
        return drain.tell(Health.of(loop.health(), retention.health()));
    }

    @Override
    public void close() {
        loop.close();
        retention.close();
    }
}
