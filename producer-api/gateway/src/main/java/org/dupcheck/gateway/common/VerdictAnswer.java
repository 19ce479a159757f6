package org.dupcheck.gateway.common;

import io.javalin.http.Context;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.store.verdicts.VerdictBody;

/** A verdict as it is handed out: the stored bytes, with what only a reader can be told put in front. */
public final class VerdictAnswer {
    private VerdictAnswer() {}

    /** Answers 200 with it. */
    public static void send(Context ctx, VerdictBody verdict) {
        Answers.stored(ctx, 200, json(verdict));
    }

    /** The stored text is an object with fields, neither of which is one of these two. */
    static String json(VerdictBody verdict) {
        return "{\"current\":" + verdict.current() + ",\"changesBehind\":" + verdict.changesBehind() + ","
                + verdict.json().substring(1);
    }
}
