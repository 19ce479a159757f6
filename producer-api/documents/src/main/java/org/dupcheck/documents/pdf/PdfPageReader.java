package org.dupcheck.documents.pdf;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of a PDF one by one and notices what each shows that is no text, or text of which its font does not say
 * what it means. What belongs to a layer that is off is left out. Annotations count as they look. Not thread-safe.
 */
final class PdfPageReader extends PDFTextStripper {
    private static final Set<String> PAINTING = Set.of("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh");

    private static final byte[] BLANK = "\n".getBytes(StandardCharsets.US_ASCII);

    private final PDDocument file;
    private final PdfLayers layers;
    private final Deque<Marked> marked = new ArrayDeque<>();
    private PdfPath path = new PdfPath();
    private int hiddenAround;
    private double pictures;
    private int paths;
    private int glyphs;
    private int unmapped;
    private int unmappedRun;
    private int unmappedInRows;
    private int hidden;
    private boolean damaged;
    private boolean startsBeside;

    PdfPageReader(PDDocument file, PdfLayers layers) throws IOException {
        this.file = file;
        this.layers = layers;
    }

    /** @param words what the file says that glyphs without a meaning stand for there; null where it does not say */
    private record Marked(boolean off, @Nullable ActualText words) {}

    /** @param number 1 for the first page */
    PdfPage read(int number) throws IOException {
        marked.clear();
        path = new PdfPath();
        hiddenAround = 0;
        pictures = 0;
        paths = 0;
        glyphs = 0;
        unmapped = 0;
        unmappedRun = 0;
        unmappedInRows = 0;
        hidden = 0;
        damaged = false;
        PDPage page = file.getPage(number - 1);
        boolean hasObjects = hasObjects(page);
        if (!page.hasContents()) { // it would be passed over with its annotations
            page.setContents(new PDStream(file, new ByteArrayInputStream(BLANK)));
        }
        setStartPage(number);
        setEndPage(number);
        String text = getText(file);
        PDRectangle box = page.getCropBox();
        double area = Math.max(1, (double) box.getWidth() * box.getHeight());
        return new PdfPage(
                text,
                hasObjects,
                Math.min(1, pictures / area),
                paths,
                glyphs,
                unmapped,
                unmappedInRows,
                hidden,
                damaged);
    }

    /** A page that is blank on purpose has nothing to read. */
    private static boolean hasObjects(PDPage page) {
        PDResources resources = page.getResources();
        boolean objects = resources != null
                && (resources.getXObjectNames().iterator().hasNext()
                        || resources.getFontNames().iterator().hasNext());
        boolean lost = page.getCOSObject().containsKey(COSName.CONTENTS)
                && page.getCOSObject().getDictionaryObject(COSName.CONTENTS) == null;
        return lost || (page.hasContents() && objects) || page.getCOSObject().containsKey(COSName.ANNOTS);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        String name = operator.getName();
        switch (name) {
            case "Do" -> {
                draw(operator, operands);
                return;
            }
            case "BI" -> picture();
            case "BMC" -> marked.push(new Marked(false, null));
            case "BDC" -> marked.push(marked(operands));
            case "EMC" -> marked.poll();
            default -> paths += PAINTING.contains(name) && !isHidden() ? 1 : 0;
        }
        damaged |= !isHidden() && UnwalkedContent.holdsText(name, operands, getResources());
        path.take(name, operands, getGraphicsState());
        super.processOperator(operator, operands);
    }

    /** Glyphs that mean something are read as a person sees them, whatever words the file has for them. */
    @Override
    public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
        // the words are taken where glyphs have no meaning
    }

    @Override
    public void endMarkedContentSequence() {
        // see above
    }

    private Marked marked(List<COSBase> operands) {
        @Nullable COSBase properties = operands.size() < 2 ? null : operands.get(1);
        PDResources resources = getResources();
        if (properties instanceof COSName name && resources != null) {
            PDPropertyList list = resources.getProperties(name);
            properties = list == null ? null : list.getCOSObject();
        }
        boolean optional = !operands.isEmpty() && PdfLayers.OC.equals(operands.get(0));
        @Nullable
        String words =
                properties instanceof COSDictionary dictionary ? dictionary.getString(COSName.ACTUAL_TEXT) : null;
        return new Marked(optional && layers.isOff(properties), words == null ? null : new ActualText(words));
    }

    private boolean isHidden() {
        return hiddenAround > 0 || marked.stream().anyMatch(Marked::off);
    }

    /** A picture, or a form with a content of its own. */
    private void draw(Operator operator, List<COSBase> operands) throws IOException {
        PDResources resources = getResources();
        if (resources == null || operands.isEmpty() || !(operands.get(0) instanceof COSName name)) {
            super.processOperator(operator, operands);
            return;
        }
        COSDictionary objects = resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
        COSDictionary object = objects == null ? null : objects.getCOSDictionary(name);
        boolean off = object != null && layers.hides(object);
        hiddenAround += off ? 1 : 0;
        int outer = marked.size();
        if (resources.isImageXObject(name)) {
            picture();
        }
        super.processOperator(operator, operands);
        while (marked.size() > outer) {
            marked.pop();
        }
        hiddenAround -= off ? 1 : 0;
    }

    /** Pictures fill the unit square, wherever the matrix puts it. */
    private void picture() {
        if (isHidden()) {
            return;
        }
        AffineTransform matrix =
                getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
        Rectangle2D shown = matrix.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
                .getBounds2D();
        PDRectangle box = getCurrentPage().getCropBox();
        Rectangle2D seen = shown.createIntersection(
                new Rectangle2D.Double(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()));
        if (seen.getWidth() > 0 && seen.getHeight() > 0) {
            pictures += seen.getWidth() * seen.getHeight();
        }
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        String meaning = font.toUnicode(code);
        if (isHidden() || isUnseen(matrix)) {
            hidden += meaning != null && meaning.isBlank() ? 0 : 1;
            return;
        }
        glyphs++;
        damaged |= UnwalkedContent.holdsText(font);
        if (meaning != null && meaning.codePoints().noneMatch(PdfPage::isMeaningless)) {
            unmappedRun = 0;
            super.showGlyph(matrix, font, code, displacement);
            return;
        }
        for (Marked around : marked) {
            ActualText words = around.words;
            if (words != null && words.standForAGlyph()) {
                unmappedRun = 0;
                processTextPosition(words.at(matrix, font, code, displacement, getGraphicsState(), getCurrentPage()));
                return;
            }
        }
        unmapped++;
        unmappedRun++;
        unmappedInRows += unmappedRun == 2 ? 2 : unmappedRun > 2 ? 1 : 0;
        super.showGlyph(matrix, font, code, displacement);
    }

    @Override
    protected void showText(byte[] codes) throws IOException {
        PDGraphicsState state = getGraphicsState();
        float size = state.getTextState().getFontSize();
        Matrix start = Matrix.getScaleInstance(size, size)
                .multiply(getTextMatrix())
                .multiply(state.getCurrentTransformationMatrix());
        startsBeside = isBeside(start);
        super.showText(codes);
    }

    /** Whether it is put beside what is shown there, or filled with nothing. A line may run over the edge. */
    private boolean isUnseen(Matrix glyph) {
        PDGraphicsState state = getGraphicsState();
        boolean filled = state.getTextState().getRenderingMode() == RenderingMode.FILL;
        return (startsBeside && isBeside(glyph)) || (filled && state.getNonStrokeAlphaConstant() == 0);
    }

    /** Beside the part of the page that is shown, or that what clips leaves of it. */
    private boolean isBeside(Matrix glyph) {
        PDRectangle box = getCurrentPage().getCropBox();
        double size = Math.max(glyph.getScalingFactorX(), glyph.getScalingFactorY());
        Rectangle2D around =
                new Rectangle2D.Double(glyph.getTranslateX() - size, glyph.getTranslateY() - size, 2 * size, 2 * size);
        return size > 0
                && box.getWidth() > 0
                && box.getHeight() > 0
                && !around.intersects(
                        getGraphicsState().getCurrentClippingPath().getBounds2D());
    }

    @Override
    protected void writePage() throws IOException {
        for (PDAnnotation annotation : getCurrentPage().getAnnotations()) {
            if (isShown(annotation)) {
                marked.clear();
                boolean off = layers.hides(annotation.getCOSObject());
                hiddenAround += off ? 1 : 0;
                try {
                    showAnnotation(annotation);
                } catch (IOException e) {
                    damaged = true; // the page is whole without it
                }
                hiddenAround -= off ? 1 : 0;
            }
        }
        super.writePage();
    }

    /** Whether a viewer draws its appearance, or prints it. A popup is the viewer's own window. */
    static boolean isShown(PDAnnotation annotation) {
        return !annotation.isHidden()
                && (!annotation.isNoView() || annotation.isPrinted())
                && !"Popup".equals(annotation.getSubtype());
    }
}
