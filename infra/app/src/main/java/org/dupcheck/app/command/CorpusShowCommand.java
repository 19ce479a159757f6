package org.dupcheck.app.command;

import java.util.concurrent.Callable;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.Section;
import org.dupcheck.store.references.ReferenceViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one reference document. */
@Command(name = "show", description = "Show a reference document with its text.", sortOptions = false)
final class CorpusShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "TYPE", description = "The document's type.")
    private String type = "";

    @Parameters(paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ReferenceViews.Document document = gateway.api(context)
                .document(type, id)
                .orElseThrow(() ->
                        new UserFaultException("there is no document " + type + ":" + id + " in the reference set"));
        context.out()
                .println(document.documentType() + ":" + document.documentId()
                        + (document.title() == null ? "" : "  " + document.title()));
        context.out()
                .println("revision " + document.revision() + ", changed " + document.updatedAt()
                        + (document.ownerId() == null ? "" : ", owner " + document.ownerId())
                        + (document.origin() == null ? "" : ", from submission " + document.origin()));
        for (Section section : document.sections()) {
            context.out().println();
            context.out().println("[" + section.key() + "]");
            context.out().println(section.text());
        }
        return DupcheckCommand.DONE;
    }
}
