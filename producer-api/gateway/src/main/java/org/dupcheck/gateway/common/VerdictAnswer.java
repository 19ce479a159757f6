package org.dupcheck.gateway.common;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.store.verdicts.VerdictBody;

/** A verdict as it is handed out: the stored bytes, with what only a reader can be told put in front. */
public final class VerdictAnswer {
    private VerdictAnswer() {}

    /** Answers 200 with it. */
    public static void send(Context ctx, VerdictBody verdict) {
        Answers.stored(ctx, 200, json(verdict));
    }

    /**
     * Answers 200 with it.
     *
     * @param stored UTF-8, which is not changed
     */
    public static void send(Context ctx, byte[] stored, long changesBehind) {
        byte[] told = told(changesBehind).getBytes(StandardCharsets.US_ASCII);
        byte[] answer = Arrays.copyOf(told, told.length + stored.length - 1);
        System.arraycopy(stored, 1, answer, told.length, stored.length - 1);
        Answers.stored(ctx, 200, answer);
    }

    /** The stored text is an object with fields, neither of which is one of these two. */
    static String json(VerdictBody verdict) {
        return told(verdict.changesBehind()) + verdict.json().substring(1);
    }

    private static String told(long changesBehind) {
        return "{\"current\":" + (changesBehind == 0) + ",\"changesBehind\":" + changesBehind + ",";
    }
}
