package org.dupcheck.documents.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** PDF files written object by object, so that they hold just what a test is about. Texts are of the font F1. */
final class RawPdf {
    static final int CATALOG = 1;
    static final int PAGES = 2;
    private static final int FONT = 3;
    private static final int UNMAPPED_FONT = 4;
    private static final String TO_UNICODE =
            "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"
                    + " endcmap";

    private final List<byte[]> objects = new ArrayList<>();
    private final List<Integer> kids = new ArrayList<>();
    private boolean compressed;
    private int count = -1;
    private String catalog = "";

    RawPdf() {
        for (int i = 0; i < UNMAPPED_FONT; i++) {
            objects.add(new byte[0]);
        }
        int descriptor =
                add("<</Type/FontDescriptor/FontName/None/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
                        + "/Descent -200/CapHeight 700/StemV 80>>");
        int descendant = add("<</Type/Font/Subtype/CIDFontType2/BaseFont/None/CIDSystemInfo<</Registry(Adobe)"
                + "/Ordering(Identity)/Supplement 0>>/FontDescriptor " + descriptor + " 0 R/DW 1000>>");
        String font = "<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[" + descendant
                + " 0 R]%s>>";
        set(FONT, font.formatted("/ToUnicode " + stream("", TO_UNICODE) + " 0 R"));
        set(UNMAPPED_FONT, font.formatted(""));
    }

    /** Streams from here on are compressed. */
    RawPdf compressed() {
        compressed = true;
        return this;
    }

    /** What the root of the pages says, whatever there is. */
    RawPdf count(int pages) {
        count = pages;
        return this;
    }

    RawPdf catalog(String entries) {
        catalog = entries;
        return this;
    }

    int add(String object) {
        objects.add(object.getBytes(StandardCharsets.ISO_8859_1));
        return objects.size();
    }

    private void set(int number, String object) {
        objects.set(number - 1, object.getBytes(StandardCharsets.ISO_8859_1));
    }

    int stream(String entries, String content) {
        byte[] data = content.getBytes(StandardCharsets.ISO_8859_1);
        String filter = "";
        if (compressed) {
            Deflater deflater = new Deflater();
            deflater.setInput(data);
            deflater.finish();
            byte[] out = new byte[data.length + 100];
            data = java.util.Arrays.copyOf(out, deflater.deflate(out));
            filter = "/Filter/FlateDecode";
            System.arraycopy(out, 0, data, 0, data.length);
        }
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(ascii("<</Length " + data.length + filter + entries + ">>\nstream\n"));
        object.writeBytes(data);
        object.writeBytes(ascii("\nendstream"));
        objects.add(object.toByteArray());
        return objects.size();
    }

    /** A page of that content. */
    RawPdf page(String content) {
        return page(content, "", "");
    }

    RawPdf page(String content, String resources, String entries) {
        int contents = stream("", content);
        kids.add(add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>"
                + resources + ">>/Contents " + contents + " 0 R" + entries + ">>"));
        return this;
    }

    static String hex(String text) {
        StringBuilder hex = new StringBuilder("<");
        text.chars().forEach(c -> hex.append("%04X".formatted(c)));
        return hex.append('>').toString();
    }

    /** A line of text of a page's content. */
    static String text(String line) {
        return text("F1", line, 700);
    }

    static String text(String font, String line, int y) {
        return "BT /" + font + " 10 Tf 1 0 0 1 50 " + y + " Tm " + hex(line) + " Tj ET\n";
    }

    byte[] bytes() {
        StringBuilder refs = new StringBuilder();
        kids.forEach(kid -> refs.append(kid).append(" 0 R "));
        set(PAGES, "<</Type/Pages/Count " + (count < 0 ? kids.size() : count) + "/Kids[" + refs + "]>>");
        set(CATALOG, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("%PDF-1.7\n"));
        StringBuilder table = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(out.size()));
            out.writeBytes(ascii(i + 1 + " 0 obj\n"));
            out.writeBytes(objects.get(i));
            out.writeBytes(ascii("\nendobj\n"));
        }
        int start = out.size();
        out.writeBytes(ascii(table + "trailer <</Size " + (objects.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + start
                + "\n%%EOF\n"));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
