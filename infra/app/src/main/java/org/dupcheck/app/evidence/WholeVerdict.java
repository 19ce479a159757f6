package org.dupcheck.app.evidence;

import java.util.List;
import java.util.Objects;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Verdict;
import org.jspecify.annotations.Nullable;

/** Refuses a verdict with a field left out: what is not there cannot be checked. Stateless. */
final class WholeVerdict {
    private WholeVerdict() {}

    /** @throws InvalidMessageException naming the field */
    static void require(Verdict verdict) {
        require(verdict.verdictId(), "verdictId");
        require(verdict.businessType(), "businessType");
        require(verdict.businessId(), "businessId");
        require(verdict.mode(), "mode");
        require(verdict.contentHash(), "contentHash");
        require(verdict.resultState(), "resultState");
        require(verdict.engineVersion(), "engineVersion");
        require(verdict.settingsVersion(), "settingsVersion");
        require(verdict.commonText(), "commonText");
        verdict.ratios().forEach(ratio -> require(ratio.name(), "ratios.name"));
        verdict.sections().forEach(section -> require(section.key(), "sections.key"));
        verdict.signals().forEach(signal -> require(signal.kind(), "signals.kind"));
        verdict.commonText().passages().forEach(passage -> require(passage.section(), "commonText.passages.section"));
        for (Verdict.Match match : verdict.matches()) {
            require(match.documentType(), "matches.documentType");
            require(match.documentId(), "matches.documentId");
            passages(match.passages());
        }
    }

    private static void passages(List<Verdict.Passage> passages) {
        for (Verdict.Passage passage : passages) {
            require(passage.section(), "matches.passages.section");
            require(passage.sourceSection(), "matches.passages.sourceSection");
        }
    }

    static void require(@Nullable Object value, String path) {
        if (Objects.isNull(value)) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, path, path + " is missing");
        }
    }
}
