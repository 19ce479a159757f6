package org.dupcheck.gateway.common;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.store.verdicts.VerdictBody;

/** A verdict as it is handed out: the stored bytes, with what only a reader can be told put in front. */
public final class VerdictAnswer {
    private static final JsonCodec CODEC = new JsonCodec();

    private VerdictAnswer() {}

    /** Answers 200 with it, of a whole document. */
    public static void send(Context ctx, VerdictBody verdict) {
        send(ctx, verdict, "");
    }

    /**
     * Answers 200 with it.
     *
     * @param section of a pre-check of one section; empty where the whole document was checked
     */
    public static void send(Context ctx, VerdictBody verdict, String section) {
        Answers.stored(ctx, 200, json(verdict, section));
    }

    /**
     * Answers 200 with it.
     *
     * @param section of a pre-check of one section; empty where the whole document was checked
     * @param stored UTF-8, which is not changed
     */
    public static void send(Context ctx, String section, byte[] stored, long changesBehind) {
        byte[] told = told(section, changesBehind).getBytes(StandardCharsets.UTF_8);
        byte[] answer = Arrays.copyOf(told, told.length + stored.length - 1);
        System.arraycopy(stored, 1, answer, told.length, stored.length - 1);
        Answers.stored(ctx, 200, answer);
    }

    /** The stored text is an object with fields, none of which is one of those told. */
    static String json(VerdictBody verdict, String section) {
        return told(section, verdict.changesBehind()) + verdict.json().substring(1);
    }

    private static String told(String section, long changesBehind) {
        String named = section.isEmpty()
                ? ""
                : "\"section\":" + new String(CODEC.write(section), StandardCharsets.UTF_8) + ",";
        return "{\"current\":" + (changesBehind == 0) + ",\"changesBehind\":" + changesBehind + "," + named;
    }
}
