package org.dupcheck.gateway.pages.people;

import java.time.Instant;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.pages.frame.Assets;
import org.dupcheck.gateway.pages.frame.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param person who asks; null for nobody
 * @param formToken what a form must send along; empty for nobody
 * @param path of the page, for the way to the other language
 * @param otherLanguage the same page in the other language
 */
public record Frame(
        Texts texts,
        Assets assets,
        @Nullable Caller person,
        String formToken,
        String path,
        String otherLanguage,
        Instant now) {
    /** Whether the page is the one at that path, or below it. */
    public boolean isAt(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
