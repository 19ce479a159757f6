package org.dupcheck.notifier.outgoing;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** A body that knows whether it was begun to be sent. */
final class CountedEntity extends HttpEntityWrapper {
    private volatile boolean begun;

    CountedEntity(byte[] body, ContentType type) {
        super(new ByteArrayEntity(body, type));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        begun = true;
        super.writeTo(out);
    }

    boolean isBegun() {
        return begun;
    }
}
