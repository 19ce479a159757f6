package org.dupcheck.app.command;

import java.util.function.Consumer;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.gateway.references.DocumentPage;
import org.dupcheck.store.references.ReferenceViews;
import org.jspecify.annotations.Nullable;

/** Walks through the reference documents in force, a page at a time. Stateless. */
final class Documents {
    private static final int PAGE = 200;

    private Documents() {}

    /** Gives each document on, at most {@code limit}; says whether there are more. */
    static boolean each(
            GatewayApi api,
            @Nullable String type,
            @Nullable String prefix,
            long limit,
            Consumer<ReferenceViews.Listed> consumer) {
        @Nullable String after = null;
        long left = limit;
        do {
            if (left == 0) {
                return true;
            }
            DocumentPage page = api.documents(type, prefix, after, (int) Math.min(PAGE, left));
            page.documents().forEach(consumer);
            left -= page.documents().size();
            after = page.next();
        } while (after != null);
        return false;
    }
}
