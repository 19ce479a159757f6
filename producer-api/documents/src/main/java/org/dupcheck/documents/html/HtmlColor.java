package org.dupcheck.documents.html;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/** Colours as HTML and its styles write them. Stateless. */
final class HtmlColor {
    private static final Pattern HEX = Pattern.compile("#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})");

    private static final Pattern PARTS = Pattern.compile(
            "rgba?\\(\\s*([0-9]{1,3})[\\s,]+([0-9]{1,3})[\\s,]+([0-9]{1,3})\\s*([,/]\\s*([0-9.]+%?)\\s*)?\\)");

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
            int rgb = part(parts.group(1)) << 16 | part(parts.group(2)) << 8 | part(parts.group(3));
            return alpha == null || opacity(alpha) >= MIN_OPACITY ? TextColor.rgb(rgb) : TextColor.TRANSPARENT;
        }
        return switch (color) {
            case "white" -> TextColor.WHITE;
            case "black" -> TextColor.rgb(0);
            case "transparent" -> TextColor.TRANSPARENT;
            default -> TextColor.UNKNOWN;
        };
    }

    private static TextColor ofHex(String digits) {
        String full = digits.length() > 4 ? digits : digits.replaceAll("(.)", "$1$1");
        boolean transparent = full.length() == 8 && Integer.parseInt(full.substring(6), 16) < MIN_OPACITY * 255;
        return transparent ? TextColor.TRANSPARENT : TextColor.rgb(Integer.parseInt(full.substring(0, 6), 16));
    }

    private static int part(String number) {
        return Math.min(255, Integer.parseInt(number));
    }

    private static double opacity(String alpha) {
        boolean percent = alpha.endsWith("%");
        String number = percent ? alpha.substring(0, alpha.length() - 1) : alpha;
        return number.matches("[0-9]*\\.?[0-9]+") ? Double.parseDouble(number) / (percent ? 100 : 1) : 1;
    }
}
