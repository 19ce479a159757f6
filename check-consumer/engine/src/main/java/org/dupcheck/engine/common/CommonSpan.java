package org.dupcheck.engine.common;

import java.util.List;
import org.dupcheck.engine.Document;

/**
 * A span of common text: the places {@code [q, qEnd)} of the submission.
 *
 * @param longestRun tokens of the longest run in it that one of the documents followed up has without any change
 * @param documents reference documents that hold nearly all of it; at least so many
 * @param examples up to {@value Holders#EXAMPLES} of them, by name
 */
public record CommonSpan(int q, int qEnd, int longestRun, int documents, List<Document.Id> examples) {
    public CommonSpan {
        examples = List.copyOf(examples);
    }

    int size() {
        return qEnd - q;
    }
}
