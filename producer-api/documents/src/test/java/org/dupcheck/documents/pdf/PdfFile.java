package org.dupcheck.documents.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** PDF files whose font is named and not embedded, and maps its codes to Unicode: any text, and no font file. */
final class PdfFile {
    private static final String TO_UNICODE = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap
            /CMapName /Identity def /CMapType 2 def
            1 begincodespacerange <0000> <FFFF> endcodespacerange
            1 beginbfrange <0000> <FFFF> <0000> endbfrange
            endcmap end end
            """;

    private PdfFile() {}

    /** A page of lines each; an empty list is a page that shows something without text. */
    static byte[] of(List<List<String>> pages) {
        return of(pages, "");
    }

    static byte[] of(List<List<String>> pages, String password) {
        try (PDDocument document = new PDDocument()) {
            COSDictionary font = font(document);
            for (List<String> lines : pages) {
                PDPage page = new PDPage();
                PDResources resources = new PDResources();
                resources.getCOSObject().setItem(COSName.FONT, dictionary("F1", font));
                if (lines.isEmpty()) {
                    resources.put(COSName.getPDFName("Im"), new PDFormXObject(document));
                }
                page.setResources(resources);
                page.setContents(stream(document, content(lines)));
                document.addPage(page);
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(List<String> lines) {
        if (lines.isEmpty()) {
            return "/Im Do";
        }
        StringBuilder content = new StringBuilder("BT /F1 10 Tf 14 TL 50 740 Td\n");
        for (String line : lines) {
            content.append('<');
            line.chars().forEach(c -> content.append("%04X".formatted(c)));
            content.append("> Tj T*\n");
        }
        return content.append("ET").toString();
    }

    private static COSDictionary font(PDDocument document) throws IOException {
        COSDictionary info = new COSDictionary();
        info.setString(COSName.REGISTRY, "Adobe");
        info.setString(COSName.ORDERING, "Identity");
        info.setInt(COSName.SUPPLEMENT, 0);
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, "None");
        descriptor.setInt(COSName.FLAGS, 4);
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setName(COSName.BASE_FONT, "None");
        descendant.setItem(COSName.CIDSYSTEMINFO, info);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        descendant.setItem(COSName.DW, COSInteger.get(1000));
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, "None");
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        font.setItem(COSName.TO_UNICODE, stream(document, TO_UNICODE).getCOSObject());
        return font;
    }

    private static COSDictionary dictionary(String name, COSDictionary value) {
        COSDictionary dictionary = new COSDictionary();
        dictionary.setItem(COSName.getPDFName(name), value);
        return dictionary;
    }

    private static PDStream stream(PDDocument document, String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return new PDStream(stream);
    }
}
