package org.dupcheck.runtime.health;

/**
 * How a component is.
 *
 * @param detail for people: what is wrong and, if known, what to do; when up, what is not done on purpose, such as
 *     "drained", or empty
 * @param broken whether it will not come up again by itself: only a restart of the process helps
 */
public record Health(boolean up, String detail, boolean broken) {
    public static final Health UP = new Health(true, "");

    public Health(boolean up, String detail) {
        this(up, detail, false);
    }

    /** Of several together: the first that is broken, for only a restart helps it; else the first that is down; else up. */
    public static Health of(Health... parts) {
        Health found = UP;
        for (Health part : parts) {
            if (part.broken()) {
                return part;
            }
            if (found.up()) {
                found = part;
            }
        }
        return found;
    }

    /** Down for now. */
    public static Health down(String detail) {
        return new Health(false, detail, false);
    }

    /** Down for good. */
    public static Health broken(String detail) {
        return new Health(false, detail, true);
    }
}
