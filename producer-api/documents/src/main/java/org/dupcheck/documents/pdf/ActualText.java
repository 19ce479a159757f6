package org.dupcheck.documents.pdf;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * The words that a PDF has for a piece of its content (ISO 32000-2, 14.9.4). They are said at the first glyph without a
 * meaning. Each of their characters stands for one such glyph: a short word for a long row of glyphs tells nothing of
 * them. Used for one piece of content.
 */
final class ActualText {
    private final String words;
    private int left;
    private boolean said;

    ActualText(String words) {
        this.words = words;
        left = (int) words.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    }

    /** Whether one more glyph has its meaning here. */
    boolean standForAGlyph() {
        return left-- > 0;
    }

    /** The words, or no more than their place where they have been said, where the glyph stands. */
    TextPosition at(Matrix matrix, PDFont font, int code, Vector displacement, PDGraphicsState state, PDPage page)
            throws IOException {
        PDRectangle box = page.getCropBox();
        Matrix placed =
                Matrix.concatenate(Matrix.getTranslateInstance(-box.getLowerLeftX(), -box.getLowerLeftY()), matrix);
        float width = displacement.getX() * placed.getScalingFactorX();
        float size = state.getTextState().getFontSize();
        String text = said ? "" : words;
        said = true;
        return new TextPosition(
                page.getRotation(),
                box.getWidth(),
                box.getHeight(),
                placed,
                placed.getTranslateX() + width,
                placed.getTranslateY(),
                placed.getScalingFactorY() / 2,
                width,
                width / 2,
                text,
                new int[] {code},
                font,
                size,
                (int) (size * placed.getScalingFactorX()));
    }
}
