package org.dupcheck.gateway;

import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.documents.DocumentResource;
import org.dupcheck.gateway.documents.DocumentSettings;
import org.dupcheck.gateway.http.LargeBodies;
import org.dupcheck.gateway.http.LargeBodies.Bound;

/** Which requests may be larger than a message. */
final class Uploads {
    /** What a form has around its file. */
    private static final long AROUND_BYTES = 64 << 10;

    private Uploads() {}

    static LargeBodies bounds(DocumentSettings documents) {
        return new LargeBodies(Map.of(
                DocumentResource.PATH,
                new Bound(documents.maxBytes() + AROUND_BYTES, ErrorCode.FILE_TOO_LARGE, false)));
    }
}
