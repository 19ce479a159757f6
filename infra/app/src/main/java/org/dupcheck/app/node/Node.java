package org.dupcheck.app.node;

import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.check.CheckRole;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.NotPublishedException;
import org.dupcheck.corpussync.CorpusSyncRole;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.GatewayRole;
import org.dupcheck.gateway.operations.Operations;
import org.dupcheck.gateway.operations.OperationsServer;
import org.dupcheck.notifier.NotifierRole;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.runtime.database.SchemaException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifecycle;
import org.dupcheck.runtime.kafka.BrokerProbe;
import org.dupcheck.runtime.kafka.GroupSetup;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.runtime.kafka.TopicFinding;
import org.dupcheck.runtime.kafka.TopicSetup;
import org.dupcheck.runtime.metrics.Meters;
import org.dupcheck.store.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running process: servers, database, topics, roles, HTTP. This is where everything is put together; it reads from
 * top to bottom.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(10);

    private static final String DATABASE = "database";
    private static final String BROKERS = "kafka";
    private static final String SOURCE = "/dupcheck/gateway";

    private final NodeSettings settings;
    private final RecordingSmsGateway sms = new RecordingSmsGateway();
    private final Clock clock;
    private final StartupWait startup;
    private final Ports ports;
    private final Set<Role> roles;
    private final Meters meters;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Teardown teardown = new Teardown();
    private final Servers servers;
    private final DataDirectory data;
    private final int managementPort;
    private final Endpoints endpoints;

    /**
     * Starts a node and returns when it is ready.
     *
     * @param stopping asked while it waits: whether somebody wants it to stop before it is ready
     * @throws UserFaultException where something outside is not as it must be; nothing is left running then
     */
    public static Node start(NodeSettings settings, Storage storage, Clock clock, BooleanSupplier stopping) {
        return new Node(settings, storage, clock, stopping);
    }

    private Node(NodeSettings settings, Storage storage, Clock clock, BooleanSupplier stopping) {
        this.settings = settings;
        this.clock = clock;
        requireAuth(settings);
        this.startup = new StartupWait(settings.startTimeout(), stopping);
        this.ports = new Ports(settings.http().host());
        this.roles = settings.roles();
        this.meters = new Meters(settings.allClientMetrics());
        try {
            // 1. the folder and the port are ours, and the servers are there
            data = teardown.add(DataDirectory.take(settings.dataDirectory()));
            Endpoints.remove(data.path());
            ports.probe(settings.http().port(), "--port");
            managementPort = settings.hasManagementPort()
                    ? ports.named(settings.managementPort(), "--management-port")
                    : ports.preferred(settings.managementPort());
            servers = teardown.add(Servers.start(settings, data.path(), storage, clock));

            // 2. the database has its tables, Kafka its topics
            KafkaSettings kafka = settings.kafka(servers.bootstrapServers());
            teardown.add(meters);
            Database database =
                    teardown.add(Database.open(settings.database(servers.databaseUrl()), meters.registry()));
            migrate(database);
            ensureTopicsAndGroups(kafka);

            // 3. the roles stand on them
            RecordPublisher publisher =
                    teardown.add(RecordPublisher.open(kafka, "dupcheck-publisher", meters.registry()));
            lifecycle.add(DATABASE, database);
            RoleContext context = new RoleContext(
                    kafka, settings.topics(), database, publisher, meters.registry(), clock, new Drain());
            Presence presence =
                    lifecycle.add("presence", new Presence(Identity.of(settings.nodeName(), roles), context));
            addRoles(context);
            Listeners listeners = addHttp(context);
            teardown.add(lifecycle);
            startLifecycle();

            // 4. ready: everybody may know
            awaitReady();
            endpoints = new Endpoints(
                    url(listeners.http().get()),
                    url(listeners.management().get()),
                    servers.bootstrapServers(),
                    servers.databaseUrl());
            presence.readyAt(endpoints);
            endpoints.write(data.path());
        } catch (RuntimeException e) {
            boolean interrupted = Thread.interrupted(); // an interrupted thread could not wait for anything to end
            teardown.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private static void requireAuth(NodeSettings settings) {
        if (settings.isAuthMissing()) {
            throw new UserFaultException(AuthSetting.MISSING);
        }
        if (settings.roles().contains(Role.GATEWAY) && settings.gateway().auth().mode() == Auth.Mode.OFF) {
            LOG.warn("dupcheck.auth is off: everybody who reaches this node may call everything");
        }
    }

    private void migrate(Database database) {
        try {
            startup.waitFor("the database", () -> {
                database.migrate(Schema.NAME, Schema.MIGRATIONS);
                return true;
            });
        } catch (SchemaException e) {
            throw new UserFaultException(String.valueOf(e.getMessage()), e);
        } catch (DatabaseException e) {
            throw new UserFaultException(DatabaseRefusal.explain(e), e);
        }
    }

    private void ensureTopicsAndGroups(KafkaSettings kafka) {
        try (TopicSetup setup = TopicSetup.open(kafka, "dupcheck-topics", TOPIC_TIMEOUT)) {
            List<TopicFinding> findings = startup.waitFor("Kafka", () -> setup.ensure(settings.topicSpecs()));
            // a guarantee may rest on it, but whoever made it so may have had a reason: say it, and go on
            findings.forEach(finding -> LOG.warn("{}", finding));
        }
        GroupSetup.ensure(kafka, settings.groups(), TOPIC_TIMEOUT);
    }

    private void addRoles(RoleContext context) {
        if (roles.contains(Role.CORPUS_SYNC)) {
            lifecycle.add(Role.CORPUS_SYNC.label(), CorpusSyncRole.of(settings.corpusSync(), context));
        }
        if (roles.contains(Role.CHECK)) {
            lifecycle.add(Role.CHECK.label(), CheckRole.of(settings.check(), context));
        }
        if (roles.contains(Role.NOTIFIER)) {
            lifecycle.add(Role.NOTIFIER.label(), NotifierRole.of(settings.notifier(), context, sms));
        }
    }

    /** The ports that are listened on; only once started. */
    private record Listeners(Supplier<Integer> http, Supplier<Integer> management) {}

    /** The gateway, or health and metrics alone; last, for what is started last is stopped first. */
    private Listeners addHttp(RoleContext context) {
        KafkaSettings kafka = context.kafka();
        BrokerProbe brokers = lifecycle.add(BROKERS, BrokerProbe.open(kafka, "dupcheck-probe"));
        Operations operations = operations(brokers, context.database());
        OperationsServer management = lifecycle.add(
                "management", new OperationsServer(settings.management(managementPort), operations, meters.registry()));
        if (!roles.contains(Role.GATEWAY)) {
            OperationsServer server =
                    lifecycle.add("http", new OperationsServer(settings.http(), operations, meters.registry()));
            return new Listeners(server::port, management::port);
        }
        CheckClient client = teardown.add(CheckClient.builder(kafka.bootstrapServers())
                .topicPrefix(context.topics().prefix())
                // a request waits that long at most; Kafka's own bound would hold its thread longer
                .property(
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Long.toString(settings.gateway().brokerTimeout().toMillis()))
                .property(ProducerConfig.CLIENT_ID_CONFIG, "dupcheck-gateway-" + kafka.node())
                .properties(kafka.properties())
                .source(SOURCE)
                .clock(clock)
                .build());
        try {
            client.prepare();
        } catch (NotPublishedException e) {
            LOG.warn("the first requests may wait for Kafka: {}", e.getMessage());
        }
        GatewayRole gateway = lifecycle.add(
                Role.GATEWAY.label(),
                new GatewayRole(
                        settings.gateway(), context, client, brokers::health, operations, new EngineTokenReader()));
        return new Listeners(gateway::port, management::port);
    }

    /** The database and the brokers may be away, which takes its time to be told, but are never broken for good. */
    private Operations operations(BrokerProbe brokers, Database database) {
        return new Operations(
                lifecycle::healths,
                () -> lifecycle.healths(name -> !name.equals(DATABASE)),
                roles.contains(Role.GATEWAY)
                        ? () -> new Operations.Capabilities(brokers.health(), database.health())
                        : null,
                meters::scrape);
    }

    private void startLifecycle() {
        try {
            lifecycle.start();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    // somebody was quicker
                    throw ports.taken(settings.http().port(), "--port", cause);
                }
            }
            throw e;
        }
    }

    private void awaitReady() {
        startup.waitFor("the roles", () -> {
            Health health = lifecycle.health();
            if (!health.up()) {
                throw new RetryLaterException(health.detail(), new IllegalStateException());
            }
            return true;
        });
    }

    private String url(int port) {
        String host = settings.http().host();
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public Servers servers() {
        return servers;
    }

    public DataDirectory data() {
        return data;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** What this node has sent by SMS: recorded, for there is no telephone network here. */
    public RecordingSmsGateway sms() {
        return sms;
    }

    /** How each component is, by name. */
    public Map<String, Health> healths() {
        return new LinkedHashMap<>(lifecycle.healths());
    }

    /** Lets running work end, then stops everything in reverse order of its start. May be called twice. */
    @Override
    public void close() {
        LOG.info("stopping: {}", roles.stream().map(Role::label).sorted().collect(Collectors.joining(",")));
        Endpoints.remove(data.path());
        teardown.close();
        LOG.info("stopped");
    }
}
