package org.dupcheck.gateway;

import java.util.HashMap;
import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Limits;
import org.dupcheck.gateway.documents.DocumentResource;
import org.dupcheck.gateway.documents.DocumentSettings;
import org.dupcheck.gateway.http.LargeBodies;
import org.dupcheck.gateway.http.LargeBodies.Bound;
import org.dupcheck.gateway.pages.applicants.WritePage;

/** Which requests may be larger than a message. */
final class Uploads {
    /** What a form has around its file. */
    private static final long AROUND_BYTES = 64 << 10;

    private Uploads() {}

    static LargeBodies bounds(DocumentSettings documents) {
        Map<String, Bound> bounds = new HashMap<>();
        bounds.put(
                DocumentResource.PATH, new Bound(documents.maxBytes() + AROUND_BYTES, ErrorCode.FILE_TOO_LARGE, false));
        // what was typed before comes along with the file
        Bound file = new Bound(
                documents.maxBytes() + Limits.MAX_MESSAGE_BYTES + AROUND_BYTES, ErrorCode.FILE_TOO_LARGE, true);
        WritePage.FILE_PATHS.forEach(path -> bounds.put(path, file));
        // as much as a message may have, and a little more, so that the page can say what is too much
        Bound text = new Bound(2L * Limits.MAX_MESSAGE_BYTES, ErrorCode.MESSAGE_TOO_LARGE, true);
        WritePage.TEXT_PATHS.forEach(path -> bounds.put(path, text));
        return new LargeBodies(bounds);
    }
}
