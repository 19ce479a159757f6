package org.dupcheck.documents.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Damages of a PDF that a reader mends in silence, with text lost or changed: an end that is missing, pages that are
 * missing, and compressed data that is not whole. Looks only at data that may hold text. Used once.
 */
final class PdfIntegrity {
    /** Bytes at the end of the file among which its mark must stand. Readers ask for 1,024. */
    private static final int END = 2_048;

    private static final String END_MARK = "%%EOF";

    /** Of all streams together, unpacked, in bytes; what is beyond is not looked at. */
    private static final long MAX_UNPACKED = 128L << 20;

    /** Bytes before and after compressed data (RFC 1950). */
    private static final int HEADER = 2;

    private static final int CHECKSUM = 4;

    private static final Set<COSName> OTHER_DATA =
            Set.of(COSName.IMAGE, COSName.getPDFName("XML"), COSName.getPDFName("OpenType"));

    private long unpacked;

    private PdfIntegrity() {}

    /** @throws UnreadableDocumentException where the file is damaged */
    static void check(byte[] bytes, PDDocument document) throws IOException {
        if (!hasEnd(bytes)) {
            throw new UnreadableDocumentException(Fault.DAMAGED, "cut off: the mark of its end is missing");
        }
        int pages = 0;
        for (PDPage page : document.getPages()) {
            pages += page == null ? 0 : 1;
        }
        if (pages != document.getNumberOfPages()) {
            throw new UnreadableDocumentException(
                    Fault.DAMAGED,
                    "damaged: it says that it has " + document.getNumberOfPages() + " pages, and " + pages
                            + " are there");
        }
        PdfIntegrity integrity = new PdfIntegrity();
        for (COSObjectKey key :
                new ArrayList<>(document.getDocument().getXrefTable().keySet())) {
            COSBase object = document.getDocument().getObjectFromPool(key).getObject();
            if (object instanceof COSStream stream && isFlate(stream) && mayHoldText(stream)) {
                integrity.inflate(key, stream);
            }
            if (integrity.unpacked > MAX_UNPACKED) {
                return;
            }
        }
    }

    /** Behind it only white space, and a little that was appended on the way, may follow. */
    private static boolean hasEnd(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] >= 0 && bytes[length - 1] <= ' ') {
            length--;
        }
        int from = Math.max(0, length - END);
        return new String(bytes, from, length - from, StandardCharsets.ISO_8859_1).contains(END_MARK);
    }

    private static boolean isFlate(COSStream stream) {
        @Nullable COSBase filter = stream.getFilters();
        COSBase first = filter instanceof COSArray array && array.size() > 0 ? array.getObject(0) : filter;
        return COSName.FLATE_DECODE.equals(first) || COSName.FLATE_DECODE_ABBREVIATION.equals(first);
    }

    /** Pictures, profiles of colours, programs of fonts, data on the file and files within it hold none. */
    private static boolean mayHoldText(COSStream stream) {
        @Nullable COSName subtype = stream.getCOSName(COSName.SUBTYPE);
        return (subtype == null || !OTHER_DATA.contains(subtype))
                && !COSName.METADATA.equals(stream.getCOSName(COSName.TYPE))
                && !COSName.getPDFName("EmbeddedFile").equals(stream.getCOSName(COSName.TYPE))
                && !stream.containsKey(COSName.LENGTH1)
                && !stream.containsKey(COSName.ALTERNATE)
                && (!stream.containsKey(COSName.N) || COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE)))
                && !(subtype != null && subtype.getName().endsWith("FontType0C"))
                && !(subtype != null && subtype.getName().equals("Type1C"));
    }

    private void inflate(COSObjectKey key, COSStream stream) throws IOException {
        byte[] data = stream.createRawInputStream().readAllBytes();
        if (data.length <= HEADER) {
            return;
        }
        Inflater inflater = new Inflater(true);
        Adler32 checksum = new Adler32();
        byte[] out = new byte[1 << 13];
        try {
            inflater.setInput(data, HEADER, data.length - HEADER);
            while (!inflater.finished() && unpacked <= MAX_UNPACKED) {
                int read = inflater.inflate(out);
                if (read == 0 && !inflater.finished()) {
                    throw damaged(key, null);
                }
                checksum.update(out, 0, read);
                unpacked += read;
            }
            if (inflater.finished() && !isRight(data, inflater.getRemaining(), (int) checksum.getValue())) {
                throw damaged(key, null);
            }
        } catch (DataFormatException e) {
            throw damaged(key, e);
        } finally {
            inflater.end();
        }
    }

    /** Some programs leave the checksum out, or write zeros. */
    private static boolean isRight(byte[] data, int remaining, int checksum) {
        if (remaining < CHECKSUM) {
            return true;
        }
        int given = ByteBuffer.wrap(data, data.length - remaining, CHECKSUM).getInt();
        return given == checksum || given == 0;
    }

    private static UnreadableDocumentException damaged(COSObjectKey key, @Nullable Throwable cause) {
        return new UnreadableDocumentException(
                Fault.DAMAGED,
                "damaged: the data of its object " + key.getNumber() + " is not as it was written",
                cause);
    }
}
