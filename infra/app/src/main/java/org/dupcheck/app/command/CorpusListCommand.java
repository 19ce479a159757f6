package org.dupcheck.app.command;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.dupcheck.app.terminal.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists reference documents. */
@Command(name = "list", description = "List reference documents, by type and id.", sortOptions = false)
final class CorpusListCommand implements Callable<Integer> {
    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this type only.")
    private @Nullable String type;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Whose ids begin so only.")
    private @Nullable String prefix;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.atLeast(spec, "--limit", limit, 1);
        Table table = new Table("type", "id", "title", ">revision", "changed");
        AtomicLong count = new AtomicLong();
        boolean more = Documents.each(gateway.api(context), type, prefix, limit, document -> {
            count.incrementAndGet();
            table.row(
                    document.documentType(),
                    document.documentId(),
                    document.title() == null ? "" : document.title(),
                    Long.toString(document.revision()),
                    document.updatedAt().toString());
        });
        table.lines(context.width()).forEach(context.out()::println);
        context.out().println(CorpusCommand.documents(count.get()) + (more ? "; there are more (--limit)" : ""));
        return DupcheckCommand.DONE;
    }
}
