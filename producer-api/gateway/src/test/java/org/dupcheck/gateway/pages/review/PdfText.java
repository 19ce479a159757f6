package org.dupcheck.gateway.pages.review;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads a PDF back. */
final class PdfText {
    private PdfText() {}

    /** Its text without any space: where lines end is for the layout to say. */
    static String of(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return squeezed(new PDFTextStripper().getText(document));
        }
    }

    static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00A0]+", "");
    }
}
