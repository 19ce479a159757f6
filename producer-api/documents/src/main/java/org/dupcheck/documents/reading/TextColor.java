package org.dupcheck.documents.reading;

import org.jspecify.annotations.Nullable;

/** A colour of text, or of what text stands on, as far as a file says it. */
public record TextColor(Kind kind, int rgb) {
    /** Word chooses it by the background, so that it can be read. */
    public static final TextColor AUTOMATIC = new TextColor(Kind.AUTOMATIC, 0);

    public static final TextColor UNKNOWN = new TextColor(Kind.UNKNOWN, 0);

    /** Text without a fill. */
    public static final TextColor TRANSPARENT = new TextColor(Kind.TRANSPARENT, 0);

    public static final TextColor WHITE = rgb(0xFFFFFF);

    /** Contrast below which nobody sees text; white on 1.25 : 1 is a very light grey. WCAG asks for 4.5. */
    private static final double MIN_CONTRAST = 1.25;

    /** What is known of it. */
    public enum Kind {
        RGB,
        AUTOMATIC,
        UNKNOWN,
        TRANSPARENT
    }

    /** Of a number of 24 bits. */
    public static TextColor rgb(int rgb) {
        return new TextColor(Kind.RGB, rgb);
    }

    /** Of six hexadecimal digits; null where it is none. */
    public static @Nullable TextColor ofHex(String value) {
        return value.matches("[0-9A-Fa-f]{6}") ? rgb(Integer.parseInt(value, 16)) : null;
    }

    /** Another one in its place, as far as the share goes. What is not known stays so. */
    public TextColor mixed(TextColor with, double share) {
        if (kind != Kind.RGB) {
            return this;
        }
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int own = rgb >> shift & 0xFF;
            int other = with.rgb >> shift & 0xFF;
            mixed |= (int) Math.round(own + (other - own) * share) << shift;
        }
        return rgb(mixed);
    }

    /** With that share of white added. */
    public TextColor lighter(double share) {
        if (kind != Kind.RGB) {
            return this;
        }
        int lighter = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            lighter |= (int) Math.min(255, (rgb >> shift & 0xFF) + Math.round(255 * share)) << shift;
        }
        return rgb(lighter);
    }

    /** Whether text of this colour on that background is seen by nobody. What is not known may be seen. */
    public boolean isUnseenOn(TextColor background) {
        if (kind != Kind.RGB || background.kind != Kind.RGB) {
            return kind == Kind.TRANSPARENT;
        }
        double own = luminance();
        double other = background.luminance();
        return (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05) < MIN_CONTRAST;
    }

    /** Relative luminance as WCAG 2 defines it, 0 to 1. */
    private double luminance() {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
