package org.dupcheck.documents.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.dupcheck.documents.html.HtmlText;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.SectionCollector.Mark;
import org.dupcheck.documents.reading.ShownText;
import org.jspecify.annotations.Nullable;

/**
 * What a PDF holds besides the content of its pages: values of form fields and texts that were typed onto pages, which
 * need no appearance, and files within the file, which are not read. Used once.
 */
final class PdfForm {
    /** Of a tree of names and of a field's parents, so many are looked at. */
    private static final int MAX_NODES = 10_000;

    private static final int MAX_PARENTS = 50;

    private static final int PUSH_BUTTON = 1 << 16;

    private static final COSName CAPTION = COSName.getPDFName("Cap");
    private static final COSName COLLECTION = COSName.getPDFName("Collection");

    private final PdfLayers layers;
    private final List<Value> values = new ArrayList<>();
    private int embedded;
    private boolean xfa;

    private record Value(Look look, String text) {}

    PdfForm(PDDocument document, PdfLayers layers) throws IOException {
        this.layers = layers;
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null); // without repairs, which need fonts
        if (form != null) {
            xfa = form.hasXFA() && form.getFields().isEmpty();
            for (PDField field : form.getFieldTree()) {
                field(field);
            }
        }
        for (PDPage page : document.getPages()) {
            for (PDAnnotation annotation : page.getAnnotations()) {
                annotation(annotation);
            }
        }
        embedded += embeddedFiles(document.getDocumentCatalog().getCOSObject());
    }

    private void field(PDField field) throws IOException {
        boolean hidden =
                !field.getWidgets().isEmpty() && field.getWidgets().stream().noneMatch(this::isSeen);
        if (field instanceof PDTextField text && !text.isPassword()) {
            add(hidden, text.getValue());
            add(hidden, rich(inherited(field.getCOSObject(), COSName.RV)));
        } else if (field instanceof PDChoice choice) {
            List<String> exported = choice.getOptionsExportValues();
            List<String> displayed = choice.getOptionsDisplayValues();
            List<Integer> chosen = choice.getValue().isEmpty() ? choice.getSelectedOptionsIndex() : List.of();
            for (int index : chosen) {
                add(hidden, index >= 0 && index < displayed.size() ? displayed.get(index) : null);
            }
            for (String value : choice.getValue()) {
                int index = exported.indexOf(value);
                add(hidden, index >= 0 && index < displayed.size() ? displayed.get(index) : value);
            }
        }
    }

    private boolean isSeen(PDAnnotation annotation) {
        return PdfPageReader.isShown(annotation) && !layers.hides(annotation.getCOSObject());
    }

    private void annotation(PDAnnotation annotation) {
        COSDictionary dictionary = annotation.getCOSObject();
        switch (String.valueOf(annotation.getSubtype())) {
            case "FreeText" -> {
                add(!isSeen(annotation), annotation.getContents());
                add(!isSeen(annotation), rich(dictionary.getDictionaryObject(COSName.RC)));
            }
            case "Line" -> {
                if (dictionary.getBoolean(CAPTION, false)) {
                    add(!isSeen(annotation), annotation.getContents());
                }
            }
            case "FileAttachment" -> embedded++;
            case "Widget" -> {
                boolean button = COSName.BTN.equals(inherited(dictionary, COSName.FT));
                COSDictionary look = dictionary.getCOSDictionary(COSName.MK);
                if (button && look != null && !isTick(dictionary)) {
                    add(!isSeen(annotation), look.getString(COSName.CA));
                }
                if (COSName.TX.equals(inherited(dictionary, COSName.FT))) { // of a field that no form names, too
                    add(!isSeen(annotation), text(inherited(dictionary, COSName.V)));
                }
            }
            default -> {
                // shown as it looks, or a note on the page
            }
        }
    }

    private static @Nullable Object inherited(COSDictionary dictionary, COSName key) {
        @Nullable COSDictionary at = dictionary;
        for (int i = 0; at != null && i < MAX_PARENTS; i++) {
            if (at.containsKey(key)) {
                return at.getDictionaryObject(key);
            }
            at = at.getCOSDictionary(COSName.PARENT);
        }
        return null;
    }

    /** Boxes to tick have a sign in place of a caption. */
    private static boolean isTick(COSDictionary button) {
        return !(inherited(button, COSName.FF) instanceof COSNumber flags) || (flags.intValue() & PUSH_BUTTON) == 0;
    }

    private static String rich(@Nullable Object value) {
        return HtmlText.of(text(value)).text();
    }

    private static String text(@Nullable Object value) {
        return value instanceof COSString string
                ? string.getString()
                : value instanceof COSStream stream ? stream.toTextString() : "";
    }

    private void add(boolean hidden, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            values.add(new Value(hidden ? Look.HIDDEN : Look.PLAIN, text));
        }
    }

    private static int embeddedFiles(COSDictionary catalog) {
        int files = 0;
        List<COSDictionary> nodes = new ArrayList<>();
        COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
        COSDictionary root = names == null ? null : names.getCOSDictionary(COSName.EMBEDDED_FILES);
        if (root != null) {
            nodes.add(root);
        }
        for (int i = 0; i < nodes.size() && i < MAX_NODES; i++) {
            COSArray pairs = nodes.get(i).getCOSArray(COSName.NAMES);
            files += pairs == null ? 0 : pairs.size() / 2;
            COSArray kids = nodes.get(i).getCOSArray(COSName.KIDS);
            for (int kid = 0; kids != null && kid < kids.size() && nodes.size() < MAX_NODES; kid++) {
                if (kids.getObject(kid) instanceof COSDictionary node) {
                    nodes.add(node);
                }
            }
        }
        return files == 0 && catalog.containsKey(COLLECTION) ? 1 : files;
    }

    /** Hands on the values that the pages do not show already, each once. */
    void deliver(List<String> pages, SectionCollector collector) {
        StringBuilder known = new StringBuilder();
        pages.forEach(page -> known.append(bare(page)).append('\n'));
        for (Value value : values) {
            String bare = bare(value.text);
            if (known.indexOf(bare) < 0) {
                known.append(bare).append('\n');
                ShownText shown = new ShownText();
                shown.add(value.look, value.text);
                List<Mark> marks = new ArrayList<>();
                String text = shown.text(marks);
                collector.paragraph(text, marks);
            }
        }
    }

    /** Where lines and words are parted is a matter of the layout. */
    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** What is in the file and is not read. */
    void tell(SectionCollector collector) {
        if (xfa) {
            collector.unread("a form (XFA)", 1);
        }
        if (embedded > 0) {
            collector.unread(embedded + " embedded files", embedded);
        }
    }
}
