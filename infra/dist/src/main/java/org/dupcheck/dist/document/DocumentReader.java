package org.dupcheck.dist.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Reads text, Markdown and Word files as documents; headings become sections. Stateless. */
public final class DocumentReader {
    /** Endings of the files that can be read, lower case, without the dot. */
    public static final Set<String> ENDINGS = Set.of("txt", "md", "docx");

    /** Larger files hold more than the largest message, whatever their kind. */
    private static final long MAX_FILE_BYTES = 64L << 20;

    private DocumentReader() {}

    /** The file's ending in lower case, without the dot; empty where it has none. */
    public static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a file by its ending; one without any is read as text.
     *
     * @throws UnreadableDocumentException where it holds no document, with the reason
     * @throws IOException where it cannot be read
     */
    public static TextDocument read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new UnreadableDocumentException("larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
        }
        SectionCollector collector = new SectionCollector();
        switch (ending(file)) {
            case "docx" -> WordReader.read(file, collector);
            case "md", "markdown" -> MarkdownReader.read(decode(Files.readAllBytes(file)), collector);
            case "txt", "text", "" -> collector.paragraph(decode(Files.readAllBytes(file)));
            default ->
                throw new UnreadableDocumentException(
                        "a ." + ending(file) + " file cannot be read; .txt, .md, .docx and .json can");
        }
        return collector.document(nameWithoutEnding(file));
    }

    private static String nameWithoutEnding(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 1 ? name : name.substring(0, dot);
    }

    /** UTF-8 where it is that, otherwise GB18030, in which older Chinese text files come. */
    static String decode(byte[] bytes) {
        try {
            String text = strictly(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            try {
                return strictly(bytes, Charset.forName("GB18030"));
            } catch (CharacterCodingException notChinese) {
                throw new UnreadableDocumentException("its text is neither UTF-8 nor GB18030", notChinese);
            }
        }
    }

    private static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
