package org.dupcheck.documents.pdf;

import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.jspecify.annotations.Nullable;

/**
 * Content of a PDF that is drawn and that PDFBox does not walk through for its text: tilings, soft masks, and glyphs that
 * are contents themselves. Where it has fonts of its own it may show text. Stateless.
 */
final class UnwalkedContent {
    private UnwalkedContent() {}

    /** Whether what an operator sets may show text: a colour that is a tiling, or a mask. */
    static boolean holdsText(String operator, List<COSBase> operands, @Nullable PDResources resources) {
        if (operands.isEmpty() || resources == null || !(operands.get(operands.size() - 1) instanceof COSName name)) {
            return false;
        }
        return switch (operator) {
            case "scn", "SCN" -> hasFonts(resource(resources, COSName.PATTERN, name));
            case "gs" -> {
                COSDictionary state = resource(resources, COSName.EXT_G_STATE, name);
                COSDictionary mask = state == null ? null : state.getCOSDictionary(COSName.SMASK);
                yield mask != null && hasFonts(mask.getCOSDictionary(COSName.G));
            }
            default -> false;
        };
    }

    /** Whether its glyphs may show text. */
    static boolean holdsText(PDFont font) {
        return font instanceof PDType3Font && hasFonts(font.getCOSObject());
    }

    private static @Nullable COSDictionary resource(PDResources resources, COSName kind, COSName name) {
        COSDictionary all = resources.getCOSObject().getCOSDictionary(kind);
        return all == null ? null : all.getCOSDictionary(name);
    }

    private static boolean hasFonts(@Nullable COSDictionary content) {
        COSDictionary resources = content == null ? null : content.getCOSDictionary(COSName.RESOURCES);
        COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
        return fonts != null && fonts.size() > 0;
    }
}
