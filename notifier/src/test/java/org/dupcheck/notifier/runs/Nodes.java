package org.dupcheck.notifier.runs;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.notifier.NotifierRole;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.RoleParts;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TestDelivery;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.testkit.SettableClock;

/** Notifiers that share the work of one document, each with a clock of its own; any of them may die at any time. */
final class Nodes {
    private static final int COUNT = 2;
    private static final JsonCodec CODEC = new JsonCodec();
    private static final Topics TOPICS = new Topics();
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Random random;
    private final List<RoleParts> roles = new ArrayList<>();
    private final List<SettableClock> clocks = new ArrayList<>();
    private final MortalTopic topic;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<String> rejected = new ArrayList<>();

    Nodes(StoredRows tables, Faults faults, MortalTopic topic, Random random) {
        this.random = random;
        this.topic = topic;
        for (int i = 0; i < COUNT; i++) {
            SettableClock clock = new SettableClock(NOW);
            clocks.add(clock);
            roles.add(RoleParts.of(NotifierRole.of(
                    NotifierSettings.defaults(),
                    new RoleContext(
                            KafkaSettings.of("localhost:1"),
                            TOPICS,
                            new MortalDatabase(tables.database(), faults),
                            topic,
                            new SimpleMeterRegistry(),
                            clock),
                    new RecordingSmsGateway())));
        }
    }

    /** A clock is put forward or back by up to a day. */
    void jump() {
        long seconds = Duration.ofDays(1).toSeconds();
        clocks.get(random.nextInt(COUNT)).set(NOW.plusSeconds(random.nextLong(-seconds, seconds)));
    }

    /** Some work that any node can do, to be run on any thread. */
    Runnable work(Document document) {
        RoleParts role = roles.get(random.nextInt(COUNT));
        answer(document);
        return switch (random.nextInt(8)) {
            case 0, 1 -> next(role, document.verdictEvents());
            case 2, 3 -> next(role, document.decisionEvents());
            case 4, 5 -> role::decide;
            case 6 -> next(role, document.answerEvents());
            default -> role::publish;
        };
    }

    /** The commands that the module has rejected, in the order of its answers. */
    List<String> rejected() {
        return rejected;
    }

    /** Now and then the module answers one of the commands that it has read, the newest or an older one. */
    private void answer(Document document) {
        List<WorkOrderCommand> open = topic.commands(document.key()).stream()
                .filter(command -> !answered.contains(command.commandId()))
                .toList();
        if (!open.isEmpty() && random.nextInt(6) == 0) {
            WorkOrderCommand command = open.get(random.nextInt(open.size()));
            answered.add(command.commandId());
            boolean takes = random.nextInt(3) > 0;
            if (!takes) {
                rejected.add(command.commandId());
            }
            document.answerEvents()
                    .add(
                            takes
                                    ? WorkOrderEvent.accepted(command, NOW)
                                    : WorkOrderEvent.rejected(command, "no budget", NOW));
        }
    }

    /**
     * The next event of a topic; it stays there until it has been handled, and now and then after that. Now and then it comes
     * once more long after.
     */
    Runnable next(RoleParts role, Deque<Message> events) {
        Message event = events.peek();
        boolean again = random.nextInt(8) == 0;
        boolean late = random.nextInt(8) == 0;
        return event == null
                ? () -> {}
                : () -> {
                    role.hand(delivery(event));
                    if (!again) {
                        events.remove(event);
                    }
                    if (late) {
                        events.add(event);
                    }
                };
    }

    private static TestDelivery delivery(Message event) {
        String to = TOPICS.verdicts();
        if (event instanceof ConfirmationEvent) {
            to = TOPICS.confirmations();
        } else if (event instanceof WorkOrderEvent) {
            to = TOPICS.workOrderEvents();
        }
        return new TestDelivery(to, event.key().toString(), new String(CODEC.write(event), StandardCharsets.UTF_8));
    }

    /** All that is to be done, by one that does not die. */
    void settle(Document document) {
        RoleParts role = roles.get(0);
        for (Deque<Message> events :
                List.of(document.verdictEvents(), document.decisionEvents(), document.answerEvents())) {
            while (!events.isEmpty()) {
                role.hand(delivery(events.remove()));
            }
        }
        role.decide();
        role.publish();
    }
}
