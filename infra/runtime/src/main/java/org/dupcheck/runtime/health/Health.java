package org.dupcheck.runtime.health;

/**
 * How a component is.
 *
 * @param detail for people: what is wrong and, if known, what to do; empty when up
 */
public record Health(boolean up, String detail) {
    public static final Health UP = new Health(true, "");

    public static Health down(String detail) {
        return new Health(false, detail);
    }
}
