package org.dupcheck.documents.process;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dupcheck.documents.encoding.TextEncoding;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.dupcheck.documents.word.WordParser;

/** What a file is, by its first bytes, and what to do with the kinds that are not read. Stateless. */
final class FileKind {
    private static final String RICH_TEXT = "rich text (.rtf); save it as .docx";

    private static final Map<String, String> OTHER_KINDS = Map.of(
            "doc", "a document of Word 97 to 2003 (.doc); save it as .docx",
            "wps", "a document of WPS (.wps); save it as .docx",
            "odt", "a document of OpenDocument (.odt and the like); save it as .docx",
            "rtf", RICH_TEXT);

    private static final Set<String> WORD_ENDINGS = Set.of("docx", "docm");

    /** Bytes that are looked at. */
    private static final int BEGINNING = 1_000;

    private FileKind() {}

    static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    static boolean isWordEnding(String ending) {
        return WORD_ENDINGS.contains(ending);
    }

    /** Refuses rich text whatever its name, and under the name of a Word file what is none. */
    static void refuseOther(byte[] bytes, String ending) {
        String beginning = beginning(bytes);
        if (beginning.startsWith("{\\rtf")) {
            throw unsupported(RICH_TEXT);
        }
        if (!isWordEnding(ending) || isZip(bytes) || WordParser.isOldContainer(bytes)) {
            return;
        }
        if (bytes.length == 0) {
            throw new UnreadableDocumentException(Fault.WITHOUT_TEXT, "the file is empty");
        }
        if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
            throw unsupported("a web page (.html) under the name of a Word file; save it as .docx");
        }
        if (beginning.startsWith("mime-version:")) {
            throw unsupported("a web archive (.mht) under the name of a Word file; save it as .docx");
        }
        if (beginning.startsWith("<?xml") || beginning.startsWith("<pkg:") || beginning.startsWith("<w:")) {
            throw unsupported("an XML file under the name of a Word file; save it as .docx");
        }
        if (isText(bytes)) {
            throw unsupported("not a Word document but plain text; give it the ending .txt, or save it as .docx");
        }
    }

    /** In lower case, behind a byte order mark and white space. */
    private static String beginning(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xFF) >= 0xFE);
        String text = new String(bytes, 0, Math.min(BEGINNING, bytes.length), StandardCharsets.ISO_8859_1);
        String bare = wide ? text.replace("\0", "") : text;
        return bare.replaceFirst("^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isText(byte[] bytes) {
        try {
            TextEncoding.decode(bytes);
            return true;
        } catch (UnreadableDocumentException e) {
            return e.fault() == Fault.ENCODING && isUtf8(bytes);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Of a file that is not read, by its ending. */
    static UnreadableDocumentException unsupported(String what) {
        return new UnreadableDocumentException(Fault.UNSUPPORTED, what);
    }

    static UnreadableDocumentException byEnding(String ending) {
        return unsupported(OTHER_KINDS.getOrDefault(
                ending, "a ." + ending + " file cannot be read; .txt, .md, .docx and .pdf can"));
    }
}
