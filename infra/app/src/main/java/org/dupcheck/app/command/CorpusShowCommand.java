package org.dupcheck.app.command;

import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.Section;
import org.dupcheck.store.references.ReferenceViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one reference document. */
@Command(name = "show", description = "Show a reference document with its text.", sortOptions = false)
final class CorpusShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "TYPE", description = "The document's type.")
    private String type = "";

    @Parameters(paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ReferenceViews.Document document = new GatewayApi(gateway.http())
                .document(type, id)
                .orElseThrow(() ->
                        new UserFaultException("there is no document " + type + ":" + id + " in the reference set"));
        surroundings
                .out()
                .println(document.documentType() + ":" + document.documentId()
                        + (document.title() == null ? "" : "  " + document.title()));
        surroundings
                .out()
                .println("revision " + document.revision() + ", changed " + document.updatedAt()
                        + (document.ownerId() == null ? "" : ", owner " + document.ownerId()));
        for (Section section : document.sections()) {
            surroundings.out().println();
            surroundings.out().println("[" + section.key() + "]");
            surroundings.out().println(section.text());
        }
        return DupcheckCommand.DONE;
    }
}
