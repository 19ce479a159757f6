package org.dupcheck.gateway.policies;

import java.time.Instant;
import java.util.Map;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.store.policies.PolicyPreviews;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewState;
import org.jspecify.annotations.Nullable;

/**
 * A preview as it stands.
 *
 * @param detail what it waits for, or why it failed; null while it runs and once it is finished
 * @param sample stored checks that were asked for, at most
 * @param done stored checks that were looked at, of {@code total}
 * @param total stored checks that there are; null until a node has looked
 * @param result if and only if it is FINISHED
 * @param links {@code self}: where to ask again
 */
public record PreviewAnswer(
        String previewId,
        String businessType,
        PreviewState state,
        @Nullable String detail,
        int sample,
        int done,
        @Nullable Integer total,
        Instant createdAt,
        @Nullable PreviewResult result,
        Map<String, String> links) {
    static PreviewAnswer of(PolicyPreviews.Row row) {
        return new PreviewAnswer(
                row.previewId(),
                row.businessType(),
                row.state(),
                row.state() == PreviewState.QUEUED ? "it waits for a node with the check role" : row.error(),
                row.sample(),
                row.done(),
                row.total(),
                row.createdAt(),
                row.result(),
                Map.of("self", Links.preview(row.businessType(), row.previewId())));
    }
}
