package org.dupcheck.app.command;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has the roles read again what came after a point in time: for a database put back from a backup. */
@Command(
        name = "rewind",
        description =
                "After the database was put back from a backup: take the roles' consumer groups back to a point in"
                        + " time, so that they read again what came since. Stop the nodes with these roles first. Records older"
                        + " than their topic's retention (30 days unless changed) are gone and are not read again. See"
                        + " docs/restore.md.",
        sortOptions = false)
final class CorpusRewindCommand implements Callable<Integer> {
    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            description = "A time with its zone, as 2026-03-01T02:00:00+08:00, or how long ago: 90m, 2h, 3d.")
    private String to = "";

    @Option(names = "--group", paramLabel = "GROUP", description = "Only this group; may be repeated.")
    private List<String> chosen = List.of();

    @Option(names = "--dry-run", description = "Print what it would do, and change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--kafka",
            paramLabel = "SERVERS",
            description = "Kafka's bootstrap servers; by default those of the data folder's endpoints.json.")
    private @Nullable String kafka;

    @Option(names = "--config", paramLabel = "FILE", description = "The node's settings: Kafka's security.")
    private @Nullable Path config;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusRewindCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Instant now = context.clock().instant();
        Instant time = time(to, now);
        if (time.isAfter(now)) {
            throw new ParameterException(spec.commandLine(), "--to lies in the future: " + time);
        }
        Options.servers(spec, "--kafka", kafka);
        NodeSettings settings = NodeSettings.load(config, context.environment(), Map.of());
        List<String> groups = groups(settings.groups());
        String servers = kafka != null ? kafka : gateway.endpoints().kafka();
        try (Admin admin = Admin.create(KafkaProperties.admin(settings.kafka(servers), "dupcheck-rewind"))) {
            return rewind(new OffsetRewind(admin), groups, time);
        } catch (KafkaException e) {
            throw KafkaFault.at(servers, e);
        }
    }

    private int rewind(OffsetRewind rewind, List<String> groups, Instant time) {
        List<OffsetRewind.Step> steps = new ArrayList<>();
        for (String group : groups) {
            List<String> members = rewind.members(group);
            if (!members.isEmpty()) {
                throw new UserFaultException("the group " + group + " has active members: " + String.join(", ", members)
                        + "; stop these nodes first");
            }
            steps.addAll(rewind.plan(group, time));
        }
        long again = print(steps, time);
        if (dryRun || again == 0) {
            context.out().println("nothing changed");
            return DupcheckCommand.DONE;
        }
        if (!yes
                && !Question.isAnswered(
                        context,
                        "this would set offsets back",
                        "Set these offsets back? Type yes to confirm: ",
                        "yes")) {
            context.err().println("dupcheck: nothing changed");
            return DupcheckCommand.FAILED;
        }
        for (String group : groups) {
            rewind.apply(
                    group,
                    steps.stream().filter(step -> step.group().equals(group)).toList());
            context.out().println(group + " is set back");
        }
        return DupcheckCommand.DONE;
    }

    private long print(List<OffsetRewind.Step> steps, Instant time) {
        Table table = new Table("topic", ">partition", ">from", ">to", ">records to be read again");
        long again = 0;
        for (OffsetRewind.Step step : steps) {
            long count = step.from() - step.to();
            again += count;
            table.row(
                    step.partition().topic(),
                    Integer.toString(step.partition().partition()),
                    Long.toString(step.from()),
                    Long.toString(step.to()),
                    CorpusCommand.grouped(count));
        }
        table.lines(context.width()).forEach(context.out()::println);
        context.out().println(CorpusCommand.grouped(again) + " records since " + time + " to be read again, at most");
        context.out().println("records older than their topic's retention are gone and are not among them");
        return again;
    }

    private List<String> groups(List<String> all) {
        for (String group : chosen) {
            if (!all.contains(group)) {
                throw new ParameterException(
                        spec.commandLine(), "--group is one of " + String.join(", ", all) + ", not " + group);
            }
        }
        return chosen.isEmpty() ? all : chosen.stream().distinct().toList();
    }

    private Instant time(String text, Instant now) {
        try {
            if (text.matches("\\d{1,6}[smhd]")) {
                String upper = text.toUpperCase(Locale.ROOT);
                return now.minus(Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper));
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--to is a time with its zone, as 2026-03-01T02:00:00+08:00, or how long ago, as 2h; not " + text,
                    e);
        }
    }
}
