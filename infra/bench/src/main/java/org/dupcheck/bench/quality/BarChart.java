package org.dupcheck.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bars in groups as an SVG picture, from 0 to 1, each with its figure. A series that has no value for a group has no bar
 * there. Looks the same everywhere: nothing is loaded, fonts are those that every system has.
 */
final class BarChart {
    private static final int WIDTH = 1_360;
    private static final int HEIGHT = 600;
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 96;
    private static final int BOTTOM = 96;
    private static final int GRID_LINES = 10;
    private static final double GAP = 0.18;
    /** Told apart by people who do not see all colours, and in grey. */
    private static final List<String> COLOURS =
            List.of("#08519c", "#6baed6", "#fdae6b", "#a63603", "#969696", "#525252");

    private final String title;
    private final List<String> groups;
    private final List<Series> series = new ArrayList<>();

    /** One colour: values of 0 to 1 by group. */
    private record Series(String name, Map<String, Double> values) {}

    BarChart(String title, List<String> groups) {
        this.title = title;
        this.groups = List.copyOf(groups);
    }

    void add(String name, Map<String, Double> values) {
        series.add(new Series(name, Map.copyOf(values)));
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'"
                        + " font-family='Helvetica, Arial, sans-serif' font-size='12'>",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT);
        line(svg, "<rect width='%d' height='%d' fill='white'/>", WIDTH, HEIGHT);
        line(svg, "<text x='%d' y='30' font-size='18' font-weight='bold'>%s</text>", LEFT, escape(title));
        grid(svg);
        double groupWidth = (WIDTH - LEFT - RIGHT) / (double) groups.size();
        for (int g = 0; g < groups.size(); g++) {
            group(svg, groups.get(g), LEFT + g * groupWidth, groupWidth);
        }
        legend(svg);
        line(svg, "</svg>");
        return svg.toString();
    }

    private void grid(StringBuilder svg) {
        for (int i = 0; i <= GRID_LINES; i++) {
            double value = i / (double) GRID_LINES;
            String colour = i == 0 ? "#333" : "#ddd";
            line(svg, "<path d='M%d %.1fH%d' stroke='%s'/>", LEFT, y(value), WIDTH - RIGHT, colour);
            line(svg, "<text x='%d' y='%.1f' text-anchor='end'>%.1f</text>", LEFT - 8, y(value) + 4, value);
        }
    }

    private void group(StringBuilder svg, String group, double left, double width) {
        List<Integer> present = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            if (series.get(s).values().containsKey(group)) {
                present.add(s);
            }
        }
        double bar = width * (1 - GAP) / Math.max(1, series.size());
        double at = left + (width - bar * present.size()) / 2;
        for (int s : present) {
            double value = series.get(s).values().getOrDefault(group, 0.0);
            line(
                    svg,
                    "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
                    at,
                    y(value),
                    bar - 1,
                    y(0) - y(value),
                    COLOURS.get(s % COLOURS.size()));
            double middle = at + bar / 2 + 4;
            line(
                    svg,
                    "<text x='%.1f' y='%.1f' font-size='11' transform='rotate(-90 %.1f %.1f)'>%.3f</text>",
                    middle,
                    y(value) - 5,
                    middle,
                    y(value) - 5,
                    value);
            at += bar;
        }
        String weight = group.equals(PanScorer.ALL) ? " font-weight='bold'" : "";
        line(
                svg,
                "<text x='%.1f' y='%.1f' text-anchor='middle' font-size='13'%s>%s</text>",
                left + width / 2,
                y(0) + 20,
                weight,
                escape(group));
    }

    private void legend(StringBuilder svg) {
        int perRow = 3;
        int column = (WIDTH - LEFT - RIGHT) / perRow;
        for (int s = 0; s < series.size(); s++) {
            int x = LEFT + s % perRow * column;
            int y = HEIGHT - BOTTOM + 48 + s / perRow * 22;
            line(
                    svg,
                    "<rect x='%d' y='%d' width='14' height='14' fill='%s'/>",
                    x,
                    y - 12,
                    COLOURS.get(s % COLOURS.size()));
            line(
                    svg,
                    "<text x='%d' y='%d'>%s</text>",
                    x + 20,
                    y,
                    escape(series.get(s).name()));
        }
    }

    private static double y(double value) {
        return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM);
    }

    private static void line(StringBuilder svg, String pattern, Object... values) {
        svg.append(String.format(Locale.ROOT, pattern, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
