package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;

/**
 * The texts of passages in reference documents, for one page: so many and of such a length that the page stays small. Used
 * by one thread.
 */
final class SourceTexts {
    /** Passages of all sources together. */
    static final int MAX_PASSAGES = 50;

    /** Characters of one passage; the rest is left out. */
    static final int MAX_LENGTH = 500;

    private final Store store;
    private final JsonCodec codec;
    private int left = MAX_PASSAGES;

    SourceTexts(Store store, JsonCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** Those of a match in the order of the verdict; none once the text is kept no longer, or the page has enough. */
    List<String> of(Verdict.Match match) {
        if (left == 0) {
            return List.of();
        }
        Optional<StoredText> text = store.read(tables ->
                tables.referenceViews().text(match.documentType(), match.documentId(), match.documentRevision()));
        Map<String, String> sections = new HashMap<>();
        text.ifPresent(found -> List.of(codec.read(found.sections(), Section[].class))
                .forEach(section -> sections.put(section.key(), section.text())));
        List<String> texts = new ArrayList<>();
        for (Verdict.Passage passage : match.passages()) {
            String section = sections.get(passage.sourceSection());
            if (section != null && passage.sourceEnd() <= section.length() && left > 0) {
                texts.add(cut(section.substring(passage.sourceStart(), passage.sourceEnd())));
                left--;
            }
        }
        return texts;
    }

    /** Not within a character. */
    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end) + "…";
    }
}
