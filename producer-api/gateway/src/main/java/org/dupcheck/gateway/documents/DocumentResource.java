package org.dupcheck.gateway.documents;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;

/** Reads a file into sections and answers with them. Nothing is kept, and the file is never handed out. */
public final class DocumentResource {
    /** Where files are sent. */
    public static final String PATH = Links.API + "/documents";

    private final DocumentReadings readings;
    private final Executor executor;

    /** @param executor writes the answers */
    public DocumentResource(DocumentReadings readings, Executor executor) {
        this.readings = readings;
        this.executor = executor;
    }

    /** Adds its route. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                PATH, Parameters.only(this::read, "name"), Role.MODULE, Role.APPLICANT, Role.REVIEWER, Role.OPERATOR);
    }

    private void read(Context ctx) throws IOException {
        Answers.later(
                ctx, readings.read(UploadedDocument.of(ctx)), executor, reading -> Answers.json(ctx, 200, reading));
    }
}
