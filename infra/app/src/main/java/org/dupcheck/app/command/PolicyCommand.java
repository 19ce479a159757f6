package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.runtime.failure.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What counts for a business type. */
@Command(
        name = "policy",
        description = "Show or set what counts for a business type, try a draft, or register a form.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyCommand.Show.class,
            PolicyCommand.Set.class,
            PolicyPreviewCommand.class,
            PolicyCommand.Template.class
        })
final class PolicyCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "policy needs a command: show, set, preview or template");
    }

    private static String json(Policy policy) {
        return new String(new JsonCodec().write(policy), StandardCharsets.UTF_8);
    }

    private static String stored(Policy policy) {
        return "version " + policy.version() + " of the policy of " + policy.businessType() + " is in force";
    }

    /** Prints the policy in force. */
    @Command(name = "show", description = "Show the policy in force, as JSON that 'set' takes.", sortOptions = false)
    static final class Show implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "TYPE", description = "The business type.")
        private String type = "";

        @Mixin
        private GatewayOption gateway = new GatewayOption();

        Show(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.out().println(json(gateway.api(context).policy(type)));
            return DupcheckCommand.DONE;
        }
    }

    /** Puts a policy in force. */
    @Command(
            name = "set",
            description = {
                "Put a policy in force, for the business type that it names. What the file does not name is as in the"
                        + " built-in policy.",
                "Where the file has the version of another policy than the one in force, somebody else was first: nothing is"
                        + " changed. A file without a version replaces whichever is in force."
            },
            sortOptions = false)
    static final class Set implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "FILE", description = "The policy, JSON as 'policy show' prints it.")
        private Path file = Path.of("");

        @Mixin
        private GatewayOption gateway = new GatewayOption();

        Set(CommandContext context) {
            this.context = context;
        }

        /** What a file says of itself. */
        record Named(
                @Nullable String businessType, @Nullable Long version) {}

        @Override
        public Integer call() {
            byte[] policy = bytes(file);
            Named named = new JsonCodec().read(policy, Named.class);
            String type = named.businessType();
            if (type == null) {
                throw new UserFaultException(file + " names no businessType");
            }
            context.out().println(stored(gateway.api(context).savePolicy(type, policy, named.version())));
            return DupcheckCommand.DONE;
        }
    }

    /** Registers forms. */
    @Command(
            name = "template",
            description = "Register the text of a form.",
            synopsisSubcommandLabel = "COMMAND",
            subcommands = AddTemplate.class)
    static final class Template implements Runnable {
        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "policy template needs a command: add");
        }
    }

    /** Adds a form to the policy in force, or replaces the one of that name. */
    @Command(
            name = "add",
            description = "Register a form: what submissions have in common with it counts in no figure.",
            sortOptions = false)
    static final class AddTemplate implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "TYPE", description = "The business type.")
        private String type = "";

        @Parameters(paramLabel = "FILE", description = "The form's text, UTF-8.")
        private Path file = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", description = "The form's name; by default the file's.")
        private @Nullable String name;

        @Mixin
        private GatewayOption gateway = new GatewayOption();

        AddTemplate(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            String text = new String(bytes(file), StandardCharsets.UTF_8);
            String called = name == null ? String.valueOf(file.getFileName()) : name;
            GatewayApi api = gateway.api(context);
            Policy before = api.policy(type);
            Policy after = before.withTemplate(new Policy.Template(called, text));
            Policy saved = api.savePolicy(type, new JsonCodec().write(after), before.version());
            context.out().println(stored(saved));
            return DupcheckCommand.DONE;
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserFaultException(file + " cannot be read: " + Reason.of(e), e);
        }
    }
}
