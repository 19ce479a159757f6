package org.dupcheck.gateway.cache;

import java.util.Optional;

/**
 * What came of looking for a verdict.
 *
 * @param verdict empty where there is none
 */
public record Reading(Optional<ReadVerdict> verdict, Source source) {
    /** What had to be asked. */
    public enum Source {
        /** Nothing. */
        CACHE("cache", "hit"),
        /** The database, but only whether something has changed; nothing had. */
        REVALIDATED("revalidated", "hit; detail=revalidated"),
        /** The database for the verdict. */
        DATABASE("database", "fwd=miss"),
        /** The same, as nothing is kept. */
        BYPASS("bypass", "fwd=bypass");

        private final String word;
        private final String status;

        Source(String word, String status) {
            this.word = word;
            this.status = status;
        }

        /** As the tag of a meter. */
        public String word() {
            return word;
        }

        /** As the header {@code Cache-Status} tells it (RFC 9211). */
        public String cacheStatus() {
            return "dupcheck; " + status;
        }
    }
}
