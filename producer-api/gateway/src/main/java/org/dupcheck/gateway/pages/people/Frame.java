package org.dupcheck.gateway.pages.people;

import java.time.Instant;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.pages.frame.Assets;
import org.dupcheck.gateway.pages.frame.FrameAncestors;
import org.dupcheck.gateway.pages.frame.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param person who asks; null for nobody
 * @param formToken what a form must send along; empty for nobody
 * @param path of the page, for the way to the other language
 * @param otherLanguage the same page in the other language
 * @param ancestors who may show the form within a page of theirs
 */
public record Frame(
        Texts texts,
        Assets assets,
        @Nullable Caller person,
        String formToken,
        String path,
        String otherLanguage,
        FrameAncestors ancestors,
        Instant now) {
    /** Where the form is that stands within a page of somebody else's, and all that belongs to it. */
    public static final String EMBEDDED = "/write/embed";

    /** Whether the page is made to stand within one of somebody else's: nothing of ours is around it. */
    public boolean isEmbedded() {
        return isAt(EMBEDDED);
    }

    /** Where a document is written: as a page, or within one of somebody else's. */
    public String writePath() {
        return isEmbedded() ? EMBEDDED : "/write";
    }

    /** Whether the page is the one at that path, or below it. */
    public boolean isAt(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
