package org.dupcheck.documents.html;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/** Colours as HTML and its styles write them. Stateless. */
final class HtmlColor {
    private static final Pattern HEX = Pattern.compile("#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})");

    private static final String NUMBER = "[0-9]*\\.?[0-9]+";

    /** By red, green and blue, or by hue, saturation and lightness; both may say the opacity. */
    private static final Pattern PARTS =
            Pattern.compile("(rgb|hsl)a?\\(\\s*(N%?)(?:deg)?[\\s,]+(N%?)[\\s,]+(N%?)\\s*(?:[,/]\\s*(N%?)\\s*)?\\)"
                    .replace("N", NUMBER));

    private static final Pattern INHERITED = Pattern.compile("|inherit|unset|initial|currentcolor|none");

    /** Opacity below which nothing is to be seen. */
    private static final double MIN_OPACITY = 0.1;

    private HtmlColor() {}

    /** The colour; null where the text leaves it as it is. One that is not known may be any. */
    static @Nullable TextColor of(String text) {
        String color = text.strip().toLowerCase(Locale.ROOT);
        if (INHERITED.matcher(color).matches()) {
            return null;
        }
        Matcher hex = HEX.matcher(color);
        if (hex.matches()) {
            return ofHex(hex.group(1));
        }
        Matcher parts = PARTS.matcher(color);
        if (parts.matches()) {
            String alpha = parts.group(5);
            boolean seen = alpha == null || share(alpha, 1) >= MIN_OPACITY;
            return seen ? TextColor.rgb(parts.group(1).equals("rgb") ? rgb(parts) : hsl(parts)) : TextColor.TRANSPARENT;
        }
        return color.equals("transparent") ? TextColor.TRANSPARENT : NamedColors.of(color);
    }

    private static TextColor ofHex(String digits) {
        String full = digits.length() > 4 ? digits : digits.replaceAll("(.)", "$1$1");
        boolean transparent = full.length() == 8 && Integer.parseInt(full.substring(6), 16) < MIN_OPACITY * 255;
        return transparent ? TextColor.TRANSPARENT : TextColor.rgb(Integer.parseInt(full.substring(0, 6), 16));
    }

    private static int rgb(Matcher parts) {
        return rgb(share(parts.group(2), 255), share(parts.group(3), 255), share(parts.group(4), 255));
    }

    /** As CSS Color 4, 7.1 says; the hue goes round. */
    private static int hsl(Matcher parts) {
        double hue = share(parts.group(2), 360);
        double saturation = Math.min(1, share(parts.group(3), 100));
        double lightness = Math.min(1, share(parts.group(4), 100));
        double chroma = saturation * Math.min(lightness, 1 - lightness);
        return rgb(part(0, hue, chroma, lightness), part(8, hue, chroma, lightness), part(4, hue, chroma, lightness));
    }

    private static double part(int offset, double hue, double chroma, double lightness) {
        double sector = (offset + hue * 12) % 12;
        return lightness - chroma * Math.max(-1, Math.min(Math.min(sector - 3, 9 - sector), 1));
    }

    private static int rgb(double red, double green, double blue) {
        return part(red) << 16 | part(green) << 8 | part(blue);
    }

    private static int part(double share) {
        return (int) Math.round(255 * Math.min(1, share));
    }

    /** A number as its share of the whole, or a percentage. */
    private static double share(String number, double whole) {
        boolean percent = number.endsWith("%");
        double value = Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number);
        return value / (percent ? 100 : whole);
    }
}
