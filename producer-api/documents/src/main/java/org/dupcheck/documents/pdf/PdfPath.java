package org.dupcheck.documents.pdf;

import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.jspecify.annotations.Nullable;

/**
 * The path that a page is drawing, as far as it clips what follows (ISO 32000, 8.5.4). The box around it clips in its place:
 * a curve lies within the box around its points, so no text is taken for hidden that the path itself shows. Not thread-safe.
 */
final class PdfPath {
    /** In the space of the page; null before its first point. */
    private @Nullable Rectangle2D box;

    private boolean clips;

    /** Takes an operator. The one that ends the path clips the state, where the path is to do so. */
    void take(String operator, List<COSBase> operands, PDGraphicsState state) {
        switch (operator) {
            case "m", "l", "c", "v", "y" -> {
                for (int i = 0; i + 1 < operands.size(); i += 2) {
                    add(number(operands.get(i)), number(operands.get(i + 1)), state);
                }
            }
            case "re" -> {
                if (operands.size() == 4) {
                    rectangle(operands, state);
                }
            }
            case "W", "W*" -> clips = true;
            case "n", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*" -> end(state);
            default -> {
                // nothing of a path
            }
        }
    }

    private void rectangle(List<COSBase> operands, PDGraphicsState state) {
        double x = number(operands.get(0));
        double y = number(operands.get(1));
        double width = number(operands.get(2));
        double height = number(operands.get(3));
        add(x, y, state);
        add(x + width, y, state);
        add(x, y + height, state);
        add(x + width, y + height, state);
    }

    private static double number(COSBase operand) {
        return operand instanceof COSNumber number ? number.floatValue() : Double.NaN;
    }

    private void add(double x, double y, PDGraphicsState state) {
        Point2D point = state.getCurrentTransformationMatrix()
                .createAffineTransform()
                .transform(new Point2D.Double(x, y), null);
        if (box == null) {
            box = new Rectangle2D.Double(point.getX(), point.getY(), 0, 0);
        } else {
            box.add(point);
        }
    }

    /** A path without points clips nothing, and one at numbers that are none may be anywhere. */
    private void end(PDGraphicsState state) {
        if (clips && box != null && Double.isFinite(box.getMaxX() + box.getMaxY())) {
            state.intersectClippingPath(new Area(box));
        }
        box = null;
        clips = false;
    }
}
