package org.dupcheck.check.verdict;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dupcheck.contract.Verdict;
import org.jspecify.annotations.Nullable;

/** Says where a stored verdict and the same one made again differ. Stateless. */
public final class VerdictDifferences {
    /** Characters of a value that are shown; lists of matches are long. */
    private static final int SHOWN = 60;

    private VerdictDifferences() {}

    /** A line for each difference; empty if and only if the bytes are the same. */
    public static List<String> between(Verdict stored, String storedJson, Verdict made, String madeJson) {
        if (storedJson.equals(madeJson)) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        for (RecordComponent field : Verdict.class.getRecordComponents()) {
            @Nullable Object was = value(field, stored);
            @Nullable Object is = value(field, made);
            if (!Objects.equals(was, is)) {
                differences.add(field.getName() + ": stored " + shown(was) + ", made again " + shown(is));
            }
        }
        if (differences.isEmpty()) {
            differences.add("the fields are the same, the bytes are not, from character "
                    + firstDifference(storedJson, madeJson) + " on");
        }
        return differences;
    }

    private static @Nullable Object value(RecordComponent field, Verdict verdict) {
        try {
            return field.getAccessor().invoke(verdict);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's field cannot be read: " + field.getName(), e);
        }
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.size() + " of them, " + cut(list.toString());
        }
        return cut(String.valueOf(value));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static int firstDifference(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
