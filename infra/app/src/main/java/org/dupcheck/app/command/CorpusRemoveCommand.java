package org.dupcheck.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.gateway.references.AppliedEvent;
import org.dupcheck.gateway.references.PublishedEvents;
import org.dupcheck.store.references.ReferenceViews;
import org.dupcheck.store.references.ReferenceViews.Listed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes documents out of the reference set. */
@Command(
        name = "remove",
        description =
                "Take reference documents out: those with the given ids, or all whose ids begin with --prefix, or all"
                        + " of a --type. What it would take out is counted and named, and asked for unless --yes is there.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all are out", "1:one or more are not, and why is said"},
        sortOptions = false)
final class CorpusRemoveCommand implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int BATCH = 500;
    private static final int MAX_AT_ONCE = 1_000_000;
    private static final int SHOWN = 20;

    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of documents.")
    private List<String> ids = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Type of the documents; with ids 'reference' where it is left out.")
    private @Nullable String type;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "All whose ids begin so.")
    private @Nullable String prefix;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() && type == null && prefix == null) {
            throw new ParameterException(spec.commandLine(), "say which: ids, --prefix or --type");
        }
        if (!ids.isEmpty() && prefix != null) {
            throw new ParameterException(spec.commandLine(), "ids or --prefix, not both");
        }
        GatewayApi api = gateway.api(context);
        List<Listed> documents = new ArrayList<>();
        long missing = choose(api, documents);
        if (documents.isEmpty()) {
            throw new UserFaultException("nothing to remove: there is no such document in the reference set");
        }
        show(api, documents);
        if (!yes && !confirmed(documents)) {
            context.err().println("dupcheck: nothing removed");
            return DupcheckCommand.FAILED;
        }
        long removed = remove(api, documents);
        context.out().println(CorpusCommand.documents(removed) + " removed");
        return removed == documents.size() && missing == 0 ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
    }

    /** Finds the documents; returns how many of the ids named none. */
    private long choose(GatewayApi api, List<Listed> documents) {
        long missing = 0;
        if (ids.isEmpty()) {
            if (Documents.each(api, type, prefix, MAX_AT_ONCE, documents::add)) {
                throw new UserFaultException("more than " + CorpusCommand.grouped(MAX_AT_ONCE) + " at once");
            }
        } else {
            String of = type == null ? "reference" : type;
            for (String id : ids) {
                api.document(of, id).map(CorpusRemoveCommand::listed).ifPresent(documents::add);
            }
            missing = ids.stream()
                    .filter(id -> documents.stream()
                            .noneMatch(document -> document.documentId().equals(id)))
                    .peek(id -> context.err()
                            .println("dupcheck: " + of + ":" + id + " is not in the reference set: nothing changed"))
                    .count();
        }
        return missing;
    }

    private static Listed listed(ReferenceViews.Document document) {
        return new Listed(
                document.documentType(),
                document.documentId(),
                document.revision(),
                document.newestRevision(),
                document.contentHash(),
                document.title(),
                document.updatedAt());
    }

    /** Also where nobody is asked: the output of a script then says what went, and out of how many. */
    private void show(GatewayApi api, List<Listed> documents) {
        context.out()
                .println(CorpusCommand.grouped(documents.size()) + " of the "
                        + CorpusCommand.grouped(api.referenceSet().total())
                        + " documents in the reference set are to be removed:");
        documents.stream()
                .limit(SHOWN)
                .forEach(document ->
                        context.out().println("  " + document.documentType() + ":" + document.documentId()));
        if (documents.size() > SHOWN) {
            context.out().println("  and " + CorpusCommand.grouped(documents.size() - SHOWN) + " more");
        }
    }

    private boolean confirmed(List<Listed> documents) {
        String count = Integer.toString(documents.size());
        return Question.isAnswered(
                context,
                "this would remove " + count + " documents",
                "Remove " + count + " from the reference set? Type the number to confirm: ",
                count);
    }

    private long remove(GatewayApi api, List<Listed> documents) {
        long removed = 0;
        for (int from = 0; from < documents.size(); from += BATCH) {
            List<ReferenceEvent> events = documents.subList(from, Math.min(documents.size(), from + BATCH)).stream()
                    .map(this::deletion)
                    .toList();
            PublishedEvents published = api.publish(events, WAIT);
            if (published.events() == null) {
                throw new UserFaultException(
                        "the removals are sent, but the reference set does not have them all after " + WAIT.toSeconds()
                                + " s; is a node with the role corpus-sync running?");
            }
            for (AppliedEvent event : published.events()) {
                if (event.applied()) {
                    removed++;
                } else {
                    context.err()
                            .println("dupcheck: " + event.documentType() + ":" + event.documentId()
                                    + " is not removed: " + event.detail());
                }
            }
        }
        return removed;
    }

    /** Newer than any event about the document, whoever counted that: by the clock, or from 1 on. */
    private ReferenceEvent deletion(Listed document) {
        Instant now = context.clock().instant();
        long revision = Math.max(
                Deletion.revisionAfter(document.newestRevision()), ChronoUnit.MICROS.between(Instant.EPOCH, now));
        return Deletion.of(new DocumentKey(document.documentType(), document.documentId()), revision, now);
    }
}
