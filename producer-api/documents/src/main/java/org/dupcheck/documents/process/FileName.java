package org.dupcheck.documents.process;

import java.util.Locale;

/** What the name of a file says, with or without folders before it. Stateless. */
public final class FileName {
    private FileName() {}

    /** The ending in lower case, without the dot; empty where it has none. */
    public static String ending(String name) {
        String last = last(name);
        int dot = last.lastIndexOf('.');
        return dot < 1 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    static String withoutEnding(String name) {
        String last = last(name);
        int dot = last.lastIndexOf('.');
        return dot < 1 ? last : last.substring(0, dot);
    }

    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
