package org.dupcheck.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds entries against their hashes, one after the other from the first. What it cannot see by itself is that the newest
 * entries are missing: for that, somebody keeps a {@link Mark} of an earlier look elsewhere. Belongs to one thread.
 */
public final class AuditChain {
    private final @Nullable Mark expected;

    private long entries;
    private String last = AuditHash.NONE;
    private long forgotten;
    private @Nullable Instant newestForgotten;
    private @Nullable String fault;

    /** @param expected an entry that must be there; null for none */
    public AuditChain(@Nullable Mark expected) {
        this.expected = expected;
    }

    /**
     * An entry by its number and hash, written as {@code NUMBER:HASH}.
     *
     * @param number 0 or more; 0 with a hash of zeros stands for the empty log
     */
    public record Mark(long number, String hash) {
        private static final int DIGITS = 64;

        /** @throws IllegalArgumentException where it is none */
        public static Mark parse(String text) {
            int colon = text.indexOf(':');
            String hash = text.substring(colon + 1);
            if (colon < 1
                    || !hash.matches("[0-9a-f]{" + DIGITS + "}")
                    || !text.substring(0, colon).matches("\\d{1,18}")) {
                throw new IllegalArgumentException("a number, a colon and 64 hex digits expected");
            }
            return new Mark(Long.parseLong(text.substring(0, colon)), hash);
        }

        @Override
        public String toString() {
            return number + ":" + hash;
        }
    }

    /**
     * What a look at the whole log found.
     *
     * @param newest the last entry that was in order
     * @param forgotten entries whose persons have been forgotten
     * @param newestForgotten when the last of them was written; null where there is none
     * @param fault what is wrong, and with which entry; null where nothing is
     */
    public record Finding(
            Mark newest,
            long forgotten,
            @Nullable Instant newestForgotten,
            @Nullable String fault) {}

    /** @return whether the next entry is wanted, so whether all is in order until now */
    boolean accept(AuditedEntry entry) {
        fault = faultOf(entry);
        if (fault != null) {
            return false;
        }
        entries = entry.number();
        last = entry.hash();
        if (entry.person() == null) {
            forgotten++;
            newestForgotten = entry.at();
        }
        return true;
    }

    private @Nullable String faultOf(AuditedEntry entry) {
        String name = "entry " + entry.number();
        if (entry.number() != entries + 1) {
            return "entry " + (entries + 1) + " is missing; the next one is " + entry.number();
        }
        if (!entry.previous().equals(last)) {
            return name + " does not follow the one before: an entry was changed or put in";
        }
        if (!entry.hash().equals(entry.expectedHash())) {
            return name + " is not as it was written";
        }
        if (entry.person() != null && !entry.person().hash().equals(entry.personHash())) {
            return name + " names another person or reason than it was written with";
        }
        if (expected != null
                && expected.number() == entry.number()
                && !expected.hash().equals(entry.hash())) {
            return name + " has another hash than expected: the log was written anew";
        }
        return null;
    }

    Finding finding() {
        String found = fault;
        if (found == null && expected != null && expected.number() > entries) {
            found = "entry " + expected.number() + " is expected, and the log ends with " + entries;
        }
        return new Finding(new Mark(entries, last), forgotten, newestForgotten, found);
    }
}
