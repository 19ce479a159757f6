package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says which method a request has for the routes. HEAD is worked out as GET, as Javalin would answer 200 without asking
 * the route; Jetty sends no body. A header that names another method has no effect: proxies and rules that look at
 * the method must see what is done.
 */
final class MethodHandler extends Handler.Wrapper {
    private static final String OVERRIDE = "X-HTTP-Method-Override";
    private static final String HEAD = MethodHandler.class.getName() + ".head";

    /** Whether only the headers of the answer are wanted. */
    static boolean isHead(Context ctx) {
        return ctx.attribute(HEAD) != null;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (head) {
            request.setAttribute(HEAD, true);
        }
        boolean routed = head || request.getHeaders().contains(OVERRIDE);
        return super.handle(routed ? new Routed(request, head) : request, response, callback);
    }

    /** The request as the routes see it. */
    private static final class Routed extends Request.Wrapper {
        private final String method;
        private final HttpFields headers;

        Routed(Request request, boolean head) {
            super(request);
            this.method = head ? HttpMethod.GET.asString() : request.getMethod();
            HttpFields.Mutable fields = HttpFields.build();
            for (HttpField field : request.getHeaders()) {
                if (!field.is(OVERRIDE)) {
                    fields.add(field);
                }
            }
            this.headers = fields.asImmutable();
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
