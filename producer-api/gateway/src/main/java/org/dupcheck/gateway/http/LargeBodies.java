package org.dupcheck.gateway.http;

import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Limits;

/** Where bodies may be larger than a message: bounds by path. Immutable. */
public record LargeBodies(Map<String, Bound> byPath) {
    /** Nowhere. */
    public static final LargeBodies NONE = new LargeBodies(Map.of());

    private static final Bound USUAL = new Bound(Limits.MAX_MESSAGE_BYTES, ErrorCode.MESSAGE_TOO_LARGE, false);

    /** Copies the map. */
    public LargeBodies {
        byPath = Map.copyOf(byPath);
    }

    /**
     * A bound.
     *
     * @param code of the refusal of a larger one
     * @param isOfPage whether the path's own handler tells the refusal, by {@link RequestBody#requireWhole}
     */
    public record Bound(long maxBytes, ErrorCode code, boolean isOfPage) {
        boolean isUsual() {
            return equals(USUAL);
        }

        /** How many of the largest messages it is as large as, rounded up. */
        long messages() {
            return (maxBytes + Limits.MAX_MESSAGE_BYTES - 1) / Limits.MAX_MESSAGE_BYTES;
        }

        ProblemException tooLarge() {
            return new ProblemException(code, null, "the body has more than " + maxBytes + " bytes");
        }
    }

    Bound of(String path) {
        return byPath.getOrDefault(path, USUAL);
    }

    long maxBytes() {
        return byPath.values().stream().mapToLong(Bound::maxBytes).reduce(Limits.MAX_MESSAGE_BYTES, Math::max);
    }
}
