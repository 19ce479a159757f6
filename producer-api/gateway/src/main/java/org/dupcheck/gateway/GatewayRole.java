package org.dupcheck.gateway;

import io.github.bucket4j.TimeMeter;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Topics;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.audit.AuditResource;
import org.dupcheck.gateway.audit.AuditService;
import org.dupcheck.gateway.cache.VerdictCache;
import org.dupcheck.gateway.checks.AcceptedChecks;
import org.dupcheck.gateway.checks.CheckEventsResource;
import org.dupcheck.gateway.checks.CheckResource;
import org.dupcheck.gateway.checks.CheckWatch;
import org.dupcheck.gateway.checks.Checks;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.common.MessagePublisher;
import org.dupcheck.gateway.deadletters.DeadLetterResource;
import org.dupcheck.gateway.deadletters.DeadLetterService;
import org.dupcheck.gateway.documents.DocumentReadings;
import org.dupcheck.gateway.documents.DocumentResource;
import org.dupcheck.gateway.events.EventStreams;
import org.dupcheck.gateway.http.HttpServer;
import org.dupcheck.gateway.idempotency.IdempotentCalls;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.messages.MessageResource;
import org.dupcheck.gateway.nodes.NodeResource;
import org.dupcheck.gateway.operations.ApiPage;
import org.dupcheck.gateway.operations.DocumentsResource;
import org.dupcheck.gateway.operations.Operations;
import org.dupcheck.gateway.operations.OperationsResource;
import org.dupcheck.gateway.pages.Pages;
import org.dupcheck.gateway.pages.applicants.ApplicantActions;
import org.dupcheck.gateway.pages.applicants.WritePage;
import org.dupcheck.gateway.pages.operations.OperatorServices;
import org.dupcheck.gateway.policies.PolicyResource;
import org.dupcheck.gateway.policies.PolicyService;
import org.dupcheck.gateway.policies.PreviewResource;
import org.dupcheck.gateway.policies.PreviewService;
import org.dupcheck.gateway.policies.PreviewWaits;
import org.dupcheck.gateway.preferences.PreferenceResource;
import org.dupcheck.gateway.preferences.PreferenceService;
import org.dupcheck.gateway.receipts.SmsReceiptResource;
import org.dupcheck.gateway.references.EventWaits;
import org.dupcheck.gateway.references.ReferenceResource;
import org.dupcheck.gateway.retries.Lists;
import org.dupcheck.gateway.retries.RetryResource;
import org.dupcheck.gateway.retries.RetryService;
import org.dupcheck.gateway.review.ReviewResource;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.gateway.review.TokenReader;
import org.dupcheck.gateway.submissions.SectionWatch;
import org.dupcheck.gateway.submissions.SectionsResource;
import org.dupcheck.gateway.submissions.SubmissionAcceptance;
import org.dupcheck.gateway.submissions.SubmissionResource;
import org.dupcheck.gateway.submissions.VerdictWaits;
import org.dupcheck.gateway.verdicts.DiffResource;
import org.dupcheck.gateway.verdicts.EvidenceResource;
import org.dupcheck.gateway.verdicts.MatchResource;
import org.dupcheck.gateway.verdicts.VerdictResource;
import org.dupcheck.gateway.webhooks.WebhookDeliveryResource;
import org.dupcheck.gateway.webhooks.WebhookResource;
import org.dupcheck.gateway.webhooks.WebhookService;
import org.dupcheck.gateway.workorders.ConfirmationResource;
import org.dupcheck.gateway.workorders.DecisionAcceptance;
import org.dupcheck.gateway.workorders.Decisions;
import org.dupcheck.gateway.workorders.WorkOrderResource;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.deadletter.DeadLetterTopics;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.AwaitedChecks;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.verdicts.VerdictChanges;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The gateway, put together: HTTP in front, {@link CheckClient} for writes, the database for reads, for policies and their
 * previews, and for marks on messages. It closes neither, as it opened neither.
 */
public final class GatewayRole implements Component {
    private final Deadlines deadlines = new Deadlines();
    private final JsonCodec codec = new JsonCodec();
    /** Of what people write: a misspelt field is told. */
    private final JsonCodec requests = JsonCodec.strict();

    private final Store store;
    private final Clock clock;
    private final RateLimits limits;
    private final Access access;
    private final MeterRegistry meters;
    private final GatewaySettings settings;
    private final Operations operations;
    private final TokenReader tokens;
    private final MessagePublisher publisher;
    private final AcceptedChecks accepted;
    private final CheckQueries queries;
    private final VerdictQueries verdicts;
    private final VerdictCache cache;
    private final Checks checks;
    private final CheckWatch watch;
    private final VerdictWaits waits;
    private final EventWaits applied;
    private final PreviewWaits previews;
    private final EventStreams events;
    private final SectionWatch sections;
    private final DocumentReadings readings;
    private final DeadLetterService deadLetters;
    private final IdempotentCalls calls;
    private final Retention retention;
    private final QueuedThreadPool threads;
    private final HttpServer server;
    private volatile boolean running;

    /**
     * Listens only once started.
     *
     * @param brokers whether Kafka is there; answers at once
     * @param tokens reads texts as checks do
     */
    public GatewayRole(
            GatewaySettings settings,
            RoleContext context,
            CheckClient client,
            Supplier<Health> brokers,
            Operations operations,
            TokenReader tokens) {
        Database database = context.database();
        this.store = Store.on(database);
        this.limits = new RateLimits(settings.rateLimits(), context.meters(), TimeMeter.SYSTEM_NANOTIME);
        this.access = Access.of(settings.auth(), store, context.clock(), limits);
        this.meters = context.meters();
        this.settings = settings;
        this.operations = operations;
        this.tokens = tokens;
        this.clock = context.clock();
        this.publisher = new MessagePublisher(client, brokers, deadlines, settings.brokerTimeout());
        this.accepted = new AcceptedChecks(settings.rememberedSubmissions(), settings.rememberedFor());
        this.queries = new CheckQueries(database);
        this.verdicts = new VerdictQueries(database);
        this.cache =
                new VerdictCache(verdicts, new VerdictChanges(database), settings.verdictCache(), context.meters());
        this.checks = new Checks(queries, accepted, cache);
        this.watch = new CheckWatch(new AwaitedChecks(database), settings.pollPeriod());
        this.waits = new VerdictWaits(watch, deadlines, settings.maxWaiters());
        this.applied = new EventWaits(store, deadlines, settings.pollPeriod(), settings.maxWaiters());
        this.previews = new PreviewWaits(store, deadlines);
        this.threads = HttpServer.threads(settings.http(), "dupcheck-http");
        this.events = new EventStreams(deadlines, codec, threads, settings);
        this.sections = new SectionWatch(queries, settings.pollPeriod());
        this.deadLetters = new DeadLetterService(
                DeadLetterTopics.of(context.kafka(), Topics.DEAD_LETTER_SUFFIX, context.meters()),
                context.topics(),
                store,
                brokers,
                deadlines,
                clock,
                threads);
        this.calls =
                new IdempotentCalls(access.gate(), store, clock, settings.idempotencyKeys(), publisher::nextRevision);
        this.retention = new Retention(
                "gateway",
                clock,
                Purge.DEFAULT_INTERVAL,
                List.of(access.sessions().purge(), deadLetters.purge(), calls.purge(), WritePage.purge(store)));
        this.readings = new DocumentReadings(settings.documents());
        this.server = new HttpServer(
                settings.http(), threads, context.meters(), Uploads.bounds(settings.documents()), this::addRoutes);
    }

    private void addRoutes(RoutesConfig routes) {
        Gate gate = access.gate();
        gate.addTo(routes);
        calls.addTo(routes);
        Decisions decisions = new Decisions(store, accepted, checks);
        SubmissionAcceptance acceptance =
                new SubmissionAcceptance(queries, publisher, accepted, waits, cache, limits, threads);
        DecisionAcceptance deciding = new DecisionAcceptance(decisions, publisher, clock);
        new SubmissionResource(gate, requests, calls, acceptance, decisions).addTo(routes);
        new SectionsResource(gate, queries, accepted, sections, events).addTo(routes);
        new CheckResource(gate, queries, checks).addTo(routes);
        new CheckEventsResource(gate, checks, watch, events).addTo(routes);
        new VerdictResource(gate, verdicts, cache, meters).addTo(routes);
        new DiffResource(gate, verdicts, codec).addTo(routes);
        new MatchResource(gate, verdicts, store, codec).addTo(routes);
        new EvidenceResource(gate, verdicts, store, codec).addTo(routes);
        new ConfirmationResource(gate, deciding, requests, calls, threads).addTo(routes);
        Reviews reviews = new Reviews(verdicts, store, codec, tokens, clock);
        new ReviewResource(gate, reviews, requests, calls).addTo(routes);
        new ReferenceResource(gate, store, requests, calls, publisher, applied, cache, clock, threads).addTo(routes);
        new MessageResource(gate, store, clock).addTo(routes);
        new WorkOrderResource(gate, store).addTo(routes);
        new AuditResource(gate, new AuditService(store)).addTo(routes);
        WebhookService webhooks = new WebhookService(store, settings.webhookRules(), codec, clock);
        new WebhookResource(gate, webhooks, requests).addTo(routes);
        new WebhookDeliveryResource(gate, store, clock).addTo(routes);
        new SmsReceiptResource(settings.smsReceipts(), store, clock).addTo(routes);
        PolicyService policies = new PolicyService(store, codec, clock);
        PreviewService previewService = new PreviewService(store, codec, previews, clock, threads);
        new PolicyResource(gate, policies, requests).addTo(routes);
        new PreviewResource(gate, previewService, requests, threads).addTo(routes);
        new DeadLetterResource(gate, deadLetters, threads).addTo(routes);
        Lists lists = new Lists(store);
        RetryService retries = new RetryService(store, codec, publisher, clock);
        new RetryResource(gate, retries, lists, threads).addTo(routes);
        new NodeResource(gate, store, requests).addTo(routes);
        PreferenceService preferences = new PreferenceService(store, clock);
        new PreferenceResource(gate, preferences, requests).addTo(routes);
        new OperationsResource(operations, threads).addTo(routes);
        new DocumentsResource().addTo(routes);
        new DocumentResource(readings, threads).addTo(routes);
        new ApiPage().addTo(routes);
        access.login().ifPresent(login -> {
            ApplicantActions actions = new ApplicantActions(acceptance, deciding, decisions, queries, readings, limits);
            new Pages(
                            store,
                            verdicts,
                            codec,
                            clock,
                            meters,
                            operations.components(),
                            actions,
                            reviews,
                            new OperatorServices(deadLetters, retries, lists, webhooks, policies, previewService),
                            preferences,
                            threads,
                            limits,
                            access.sessions(),
                            login,
                            settings.frameAncestors(),
                            settings.pagesZone())
                    .addTo(routes);
        });
    }

    @Override
    public void start() {
        watch.start();
        applied.start();
        previews.start();
        sections.start();
        cache.start();
        retention.start();
        server.start();
        running = true;
    }

    /** The port that is listened on; only once started. */
    public int port() {
        return server.port();
    }

    /** Every route as {@code METHOD /template}. */
    List<String> routes() {
        return server.routes();
    }

    @Override
    public Health health() {
        if (!running) {
            return Health.down("the gateway does not listen");
        }
        return Health.of(
                watch.health(),
                applied.health(),
                previews.health(),
                sections.health(),
                cache.health(),
                retention.health());
    }

    /** Answers those who wait with what is known, ends the streams, lets running requests finish, and stops. */
    @Override
    public void close() {
        running = false;
        waits.close();
        applied.close();
        previews.close();
        events.close();
        server.close();
        readings.close();
        deadLetters.close();
        watch.close();
        sections.close();
        cache.close();
        retention.close();
        deadlines.close();
    }
}
