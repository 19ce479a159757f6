package org.dupcheck.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names verdicts by all that they are pinned to: the same check done twice gives one verdict. Stateless. */
public final class VerdictId {
    private VerdictId() {}

    /**
     * The id of a verdict, a UUID.
     *
     * @param section key of the one section that a pre-check is of; null for one of the document
     * @param statisticsVersion 0 where there were no statistics, also before verdicts were pinned to them
     * @param open what {@link #open} says of the other open submissions
     */
    public static String of(
            BusinessKey document,
            @Nullable String section,
            long revision,
            Mode mode,
            String contentHash,
            long corpusVersion,
            long statisticsVersion,
            String engineVersion,
            String settingsVersion,
            long policyVersion,
            String open) {
        String name = String.join(
                "\n",
                document.businessType(),
                document.businessId(),
                mode.name(),
                section == null ? "" : section,
                Long.toString(revision),
                contentHash,
                Long.toString(corpusVersion) + (statisticsVersion == 0 ? "" : "\n" + statisticsVersion),
                engineVersion,
                settingsVersion,
                Long.toString(policyVersion) + (open.isEmpty() ? "" : "\n" + open));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * What a comparison with other open submissions came to, in a few characters; empty where there was none. The state of
     * the open submissions alone would not do: two looks at the same one may see different transactions.
     */
    public static String open(long openVersion, List<Verdict.Match> pending) {
        if (openVersion == 0) {
            return "";
        }
        String matches = pending.stream()
                .map(match -> match.documentType() + ":" + match.documentId() + "\n" + match.documentRevision() + "\n"
                        + match.containment())
                .collect(Collectors.joining("\n"));
        return openVersion + "\n" + UUID.nameUUIDFromBytes(matches.getBytes(StandardCharsets.UTF_8));
    }
}
