package org.dupcheck.gateway.http;

import java.nio.ByteBuffer;
import org.dupcheck.contract.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problem details for what is refused before Javalin sees it: malformed requests, headers too large, and such. */
final class JettyProblems extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() >= 400 ? response.getStatus() : 500;
        write(response, Problems.ofStatus(status, "the request was refused"), callback);
        return true;
    }

    static void write(Response response, ProblemException problem, Callback callback) {
        problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        write(response, Problems.of(problem.code(), problem.path(), problem.getMessage()), callback);
    }

    private static void write(Response response, Problem problem, Callback callback) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(Problems.json(problem)), callback);
    }
}
