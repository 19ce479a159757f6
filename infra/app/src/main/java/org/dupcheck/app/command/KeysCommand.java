package org.dupcheck.app.command;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.gateway.access.ApiKey;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.keys.KeyChanges;
import org.dupcheck.store.Store;
import org.dupcheck.store.keys.ApiKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys that programs call the API with. They are kept in the database, which the first one is made in. */
@Command(
        name = "keys",
        description = "Make, list, replace and revoke the API keys of programs. Works on the database itself.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysCommand.Add.class,
            KeysCommand.ListKeys.class,
            KeysCommand.Rotate.class,
            KeysCommand.Revoke.class
        })
final class KeysCommand implements Runnable {
    private static final int MAX_LISTED = 10_000;
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_DAYS = 36_500;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "keys needs a command: add, list, rotate or revoke");
    }

    /** What all of them have. */
    private abstract static class OnKeys implements Callable<Integer> {
        final CommandContext context;

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        CommandSpec spec;

        @Mixin
        private DatabaseOption database = new DatabaseOption();

        OnKeys(CommandContext context) {
            this.context = context;
        }

        <T> T onKeys(boolean creates, Function<Store, T> work) {
            return database.with(database.settings(context), creates, opened -> work.apply(Store.on(opened)));
        }

        Instant now() {
            return context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        }

        ParameterException wrong(String what) {
            return new ParameterException(spec.commandLine(), what);
        }

        /** The key alone goes to the output, so that a script can take it; what people read goes beside it. */
        void show(ApiKey key, List<String> grants, @Nullable Instant expires) {
            context.out().println(key.text());
            context.err()
                    .println("dupcheck: key " + key.id() + " for " + String.join(", ", grants) + ", "
                            + (expires == null ? "without end" : "until " + expires)
                            + "; it is shown this once, only its hash is kept");
        }
    }

    /** Who has the machine's user, and so the database, is nobody whom the service knows. */
    private static KeyChanges.Author author(Instant now) {
        return new KeyChanges.Author("command line:" + System.getProperty("user.name"), now);
    }

    private static UserFaultException unknown(String id) {
        return new UserFaultException("there is no key " + id + " that counts; './dupcheck keys list' shows them");
    }

    /** Makes a key. */
    @Command(
            name = "add",
            description = "Make a key and print it, once. In an empty database the tables are made too.",
            sortOptions = false)
    static final class Add extends OnKeys {
        @Parameters(paramLabel = "NAME", description = "Who has it, for people.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE[:TYPE]",
                split = ",",
                description = "module, reviewer, operator or auditor, for all types or for one (module:project); may be"
                        + " repeated. A type is a business type or a type of reference documents, and has no"
                        + " colon.")
        private List<String> roles = List.of();

        @Option(names = "--days", paramLabel = "N", description = "How many days it counts; by default without end.")
        private @Nullable Integer days;

        Add(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            Grants grants;
            try {
                grants = Grants.parseOfKey(roles);
            } catch (IllegalArgumentException e) {
                throw wrong("--role: " + e.getMessage());
            }
            if (name.isBlank()
                    || name.length() > MAX_NAME_LENGTH
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw wrong("NAME: 1 to " + MAX_NAME_LENGTH + " characters that can be shown expected");
            }
            if (days != null) {
                Options.between(spec, "--days", days, 1, MAX_DAYS);
            }
            Instant now = now();
            Instant expires = days == null ? null : now.plus(Duration.ofDays(days));
            ApiKey key = ApiKey.random(new SecureRandom());
            onKeys(true, store -> {
                store.run(tables -> KeyChanges.add(tables, key, name, grants, expires, author(now)));
                return true;
            });
            show(key, grants.written(), expires);
            return DupcheckCommand.DONE;
        }
    }

    /** Lists keys. */
    @Command(
            name = "list",
            description = "List the keys, the oldest first; none can be read again.",
            sortOptions = false)
    static final class ListKeys extends OnKeys {
        ListKeys(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            List<ApiKeys.Key> keys =
                    onKeys(false, store -> store.read(tables -> tables.apiKeys().list(MAX_LISTED)));
            if (keys.isEmpty()) {
                context.out().println("there are no keys; make one with './dupcheck keys add NAME --role ROLE'");
                return DupcheckCommand.DONE;
            }
            Instant now = now();
            Table table = new Table("id", "name", "roles", "made", "last used", "state");
            for (ApiKeys.Key key : keys) {
                table.row(
                        key.id(),
                        key.name(),
                        String.join(", ", key.grants()),
                        day(key.createdAt()),
                        key.lastUsedAt() == null ? "never" : day(key.lastUsedAt()),
                        state(key, now));
            }
            table.lines(context.width()).forEach(context.out()::println);
            return DupcheckCommand.DONE;
        }

        private static String day(Instant time) {
            return time.toString().substring(0, "2026-01-01".length());
        }

        private static String state(ApiKeys.Key key, Instant now) {
            if (key.revokedAt() != null) {
                return "revoked " + day(key.revokedAt());
            }
            if (key.expiresAt() == null) {
                return "counts";
            }
            return key.isValid(now) ? "counts until " + key.expiresAt() : "ended " + day(key.expiresAt());
        }
    }

    /** Replaces a key. */
    @Command(
            name = "rotate",
            description =
                    "Make a key with the same name and roles, and let the old one end when its owner has had the time"
                            + " to change over.",
            sortOptions = false)
    static final class Rotate extends OnKeys {
        private static final int DEFAULT_KEEP_DAYS = 7;

        @Parameters(paramLabel = "ID", description = "The old key's id.")
        private String id = "";

        @Option(
                names = "--keep-days",
                paramLabel = "N",
                description =
                        "How long the old one counts yet (default: " + DEFAULT_KEEP_DAYS + "; 0 ends it at once).")
        private int keepDays = DEFAULT_KEEP_DAYS;

        Rotate(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            Options.between(spec, "--keep-days", keepDays, 0, MAX_DAYS);
            Instant now = now();
            ApiKey key = ApiKey.random(new SecureRandom());
            List<String> grants = onKeys(
                    false,
                    store -> store.inTransaction(tables -> {
                        ApiKeys.Key old =
                                KeyChanges.replaceable(tables, id, now).orElseThrow(() -> unknown(id));
                        KeyChanges.replace(tables, old, key, Duration.ofDays(keepDays), author(now));
                        return old.grants();
                    }));
            show(key, grants, null);
            return DupcheckCommand.DONE;
        }
    }

    /** Revokes a key. */
    @Command(name = "revoke", description = "End a key; every node refuses it within seconds.", sortOptions = false)
    static final class Revoke extends OnKeys {
        @Parameters(paramLabel = "ID", description = "The key's id: its part between dck_ and the next _.")
        private String id = "";

        Revoke(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            boolean revoked =
                    onKeys(false, store -> store.inTransaction(tables -> KeyChanges.revoke(tables, id, author(now()))));
            if (!revoked) {
                throw unknown(id);
            }
            context.out().println("key " + id + " is revoked; nodes refuse it within seconds");
            return DupcheckCommand.DONE;
        }
    }
}
