package org.dupcheck.documents.word;

import java.util.List;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/**
 * What a run of text, or a style, says of the looks of text. What is null it does not say.
 *
 * @param style the character style it names; empty where none
 * @param color of the text
 * @param edge of an outline, a glow or a shadow around each letter
 * @param background what the text stands on: a shading or a highlighter
 * @param size in half points
 * @param complexSize the same for complex scripts
 * @param complex whether it is treated as of a complex script, whatever its letters
 * @param width in per cent of the font's own
 */
record RunFormat(
        String style,
        @Nullable Boolean hidden,
        @Nullable TextColor color,
        @Nullable TextColor edge,
        @Nullable TextColor background,
        @Nullable Double size,
        @Nullable Double complexSize,
        @Nullable Boolean complex,
        @Nullable Double width) {
    /** Of a run that says nothing. */
    static final RunFormat NONE = new RunFormat("", null, null, null, null, null, null, null, null);

    /** Half points of text that nobody can read, at most. */
    private static final int MAX_TINY_SIZE = 4;

    /** Per cent of its width to which text is pressed that nobody can read, at most. */
    private static final int MAX_TINY_WIDTH = 10;

    /** This, and where it does not say, what the other says. */
    RunFormat over(RunFormat other) {
        return new RunFormat(
                style,
                hidden != null ? hidden : other.hidden,
                color != null ? color : other.color,
                edge != null ? edge : other.edge,
                background != null ? background : other.background,
                size != null ? size : other.size,
                complexSize != null ? complexSize : other.complexSize,
                complex != null ? complex : other.complex,
                width != null ? width : other.width);
    }

    /**
     * How the run looks: by itself, else by its style, else by its paragraph's, else by its table's, else by the defaults.
     *
     * @param around the background of paragraph, cell, box and page; null where none is said
     */
    Look look(WordStyles styles, String paragraphStyle, String tableStyle, @Nullable TextColor around) {
        List<RunFormat> byStyles =
                List.of(styles.format(style), styles.paragraphFormat(paragraphStyle), styles.tableFormat(tableStyle));
        if (isHidden(byStyles, styles.defaults().hidden)) {
            return Look.HIDDEN;
        }
        RunFormat whole = this;
        for (RunFormat byStyle : byStyles) {
            whole = whole.over(byStyle);
        }
        return whole.over(styles.defaults()).isUnseen(around) ? Look.WHITE : Look.PLAIN;
    }

    private boolean isUnseen(@Nullable TextColor around) {
        TextColor paper = background != null ? background : around != null ? around : TextColor.WHITE;
        @Nullable Double shownSize = Boolean.TRUE.equals(complex) ? complexSize : size;
        return (color != null && color.isUnseenOn(paper) && (edge == null || edge.isUnseenOn(paper)))
                || (shownSize != null && shownSize <= MAX_TINY_SIZE)
                || (width != null && width <= MAX_TINY_WIDTH);
    }

    /** Of styles that hide, each turns the others back (ECMA-376 part 1, 17.7.3). */
    private boolean isHidden(List<RunFormat> byStyles, @Nullable Boolean byDefault) {
        if (hidden != null) {
            return hidden;
        }
        if (byStyles.stream().allMatch(byStyle -> byStyle.hidden == null)) {
            return Boolean.TRUE.equals(byDefault);
        }
        return byStyles.stream()
                                .filter(byStyle -> Boolean.TRUE.equals(byStyle.hidden))
                                .count()
                        % 2
                == 1;
    }
}
