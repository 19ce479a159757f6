package org.dupcheck.app.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditChain;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who decided what. */
@Command(
        name = "audit",
        description = "Check the audit log, or show what was decided. Works on the database itself.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class})
final class AuditCommand implements Runnable {
    private static final int MAX_SHOWN = 10_000;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit needs a command: verify or show");
    }

    /** Holds the log against its hashes. */
    @Command(
            name = "verify",
            description = {
                "Check that no entry of the audit log was changed, taken out or put in: each has the hash of the one before.",
                "That the newest entries were cut off, or all was written anew, the log cannot show by itself: keep the line"
                        + " that this command prints elsewhere, and name it the next time."
            },
            exitCodeListHeading = "Exit status:%n",
            exitCodeList = {"0:the log is whole", "1:it is not, or it cannot be read"},
            sortOptions = false)
    static final class Verify implements Callable<Integer> {
        private final CommandContext context;

        @Option(
                names = "--expect",
                paramLabel = "NUMBER:HASH",
                description = "An entry that must be there, as an earlier run printed it.")
        private @Nullable String expected;

        @Mixin
        private DatabaseOption database = new DatabaseOption();

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        Verify(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            AuditChain.Mark mark = mark();
            AuditChain.Finding finding = database.with(
                    database.settings(context),
                    false,
                    opened -> Store.on(opened)
                            .inTransaction(tables -> tables.auditLog().verify(new AuditChain(mark))));
            AuditChain.Mark newest = finding.newest();
            if (finding.fault() != null) {
                context.out().println("the audit log is NOT whole: " + finding.fault());
                context.out().println("in order until " + newest);
                return DupcheckCommand.FAILED;
            }
            context.out().println("the audit log is whole: " + newest.number() + " entries");
            if (finding.forgotten() > 0) {
                context.out()
                        .println("who decided " + finding.forgotten()
                                + " of them is no longer kept; the newest of these is of " + finding.newestForgotten());
            }
            context.out().println("newest: " + newest);
            return DupcheckCommand.DONE;
        }

        private AuditChain.@Nullable Mark mark() {
            try {
                return expected == null ? null : AuditChain.Mark.parse(expected);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--expect: " + e.getMessage());
            }
        }
    }

    /** Prints entries. */
    @Command(name = "show", description = "Show what was decided, the newest first.", sortOptions = false)
    static final class Show implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(
                paramLabel = "SUBJECT",
                arity = "0..1",
                description = "TYPE:ID of a document, the type of a policy, or the id of a key; by default all.")
        private @Nullable String subject;

        @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 10,000 (default: ${DEFAULT-VALUE}).")
        private int limit = 50;

        @Mixin
        private DatabaseOption database = new DatabaseOption();

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        Show(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Options.between(spec, "--limit", limit, 1, MAX_SHOWN);
            List<AuditedEntry> entries = database.with(
                    database.settings(context),
                    false,
                    opened -> Store.on(opened)
                            .read(tables -> tables.auditLog().before(null, subject, Long.MAX_VALUE, limit)));
            if (entries.isEmpty()) {
                context.out().println("nothing was decided" + (subject == null ? "" : " on " + subject));
                return DupcheckCommand.DONE;
            }
            Table table = new Table(">number", "at", "action", "subject", "verdict", "who", "why", "detail");
            entries.forEach(entry -> table.row(row(entry)));
            table.lines(context.width()).forEach(context.out()::println);
            return DupcheckCommand.DONE;
        }

        private static String[] row(AuditedEntry entry) {
            AuditedEntry.Person person = entry.person();
            return new String[] {
                Long.toString(entry.number()),
                entry.at().toString(),
                entry.action(),
                entry.subject(),
                Objects.requireNonNullElse(entry.verdictId(), ""),
                person == null ? "(forgotten)" : Objects.requireNonNullElse(person.userId(), "(the rules)"),
                person == null ? "" : Objects.requireNonNullElse(person.note(), ""),
                Objects.requireNonNullElse(entry.detail(), "")
            };
        }
    }
}
