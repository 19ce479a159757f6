package org.dupcheck.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names verdicts by all that they are pinned to: the same check done twice gives one verdict. Stateless. */
public final class VerdictId {
    private VerdictId() {}

    /**
     * The id of a verdict, a UUID.
     *
     * @param section key of the one section that a pre-check is of; null for one of the document
     * @param statisticsVersion 0 where there were no statistics, also before verdicts were pinned to them
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
            long policyVersion) {
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
                Long.toString(policyVersion));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
