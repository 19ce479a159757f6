package org.dupcheck.documents.word;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;

/**
 * The parts of an Office Open XML file and how they refer to each other (ECMA-376 part 2). Names are compared without their
 * namespace, so that the strict and the transitional form are read alike. Not thread-safe.
 */
final class WordPackage implements AutoCloseable {
    /** Of all parts read together, unpacked, in bytes: a bomb is refused, many empty paragraphs are not. */
    private static final long MAX_UNPACKED = 128L << 20;

    private static final Pattern ESCAPES = Pattern.compile("(%[0-9A-Fa-f]{2})+");

    /** Of a part that says what the file is, more is not looked at. In bytes. */
    private static final int MAX_MIME_TYPE = 200;

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final XMLInputFactory xml;
    private long unpacked;

    /** @throws UnreadableDocumentException where it is no such file, or damaged */
    WordPackage(byte[] bytes) {
        try {
            zip = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                    .get();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableDocumentException(
                    Fault.DAMAGED, "not a Word document (.docx), or damaged or cut off", e);
        }
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (!entry.isDirectory() && entries.put(canonical(entry.getName()), entry) != null) {
                throw new UnreadableDocumentException(
                        Fault.DAMAGED, "damaged: its part " + entry.getName() + " is there twice");
            }
        }
        xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** A relation of one part to another. */
    record Relation(String id, String type, String target, boolean external) {
        boolean is(String... lastPartsOfType) {
            return Arrays.stream(lastPartsOfType).anyMatch(last -> type.endsWith("/" + last));
        }
    }

    /** Reads one part. */
    interface PartReader {
        void read(XMLStreamReader reader) throws XMLStreamException;
    }

    boolean has(String part) {
        return entries.containsKey(canonical(part));
    }

    /** Names of parts are the same whatever their case and however their characters are escaped (ECMA-376 part 2, 6.2.2). */
    private static String canonical(String part) {
        String name = part.startsWith("/") ? part.substring(1) : part;
        Matcher escapes = ESCAPES.matcher(name.replace('\\', '/'));
        return escapes.replaceAll(match -> {
                    byte[] bytes = HexFormat.of().parseHex(match.group().replace("%", ""));
                    return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
                })
                .toLowerCase(Locale.ROOT);
    }

    /** What the file says that it is, as those of OpenDocument do; empty where it does not. */
    String mimeType() {
        ZipArchiveEntry entry = entries.get("mimetype");
        if (entry == null) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(MAX_MIME_TYPE), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UnreadableDocumentException(Fault.DAMAGED, "damaged: its part mimetype cannot be read", e);
        }
    }

    /**
     * Reads a part from beginning to end, whatever the reader leaves, so that a damage shows.
     *
     * @throws UnreadableDocumentException where it is missing, damaged or too large
     */
    void read(String part, PartReader partReader) {
        ZipArchiveEntry entry = entries.get(canonical(part));
        if (entry == null) {
            throw new UnreadableDocumentException(Fault.DAMAGED, "damaged: its part " + part + " is missing");
        }
        try (Checked in = new Checked(zip.getInputStream(entry))) {
            XMLStreamReader reader = xml.createXMLStreamReader(in);
            partReader.read(reader);
            while (reader.hasNext()) {
                reader.next();
            }
            in.drain();
            if (in.crc.getValue() != entry.getCrc()) {
                throw new UnreadableDocumentException(
                        Fault.DAMAGED, "damaged: its part " + part + " is not as it was written");
            }
        } catch (XMLStreamException | IOException e) {
            throw new UnreadableDocumentException(Fault.DAMAGED, "damaged: its part " + part + " cannot be read", e);
        }
    }

    /** The relations of a part; of the whole file for the empty name. */
    List<Relation> relations(String part) {
        int slash = part.lastIndexOf('/') + 1;
        String name = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (has(name)) {
            read(name, reader -> {
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamReader.START_ELEMENT
                            && reader.getLocalName().equals("Relationship")) {
                        Relation relation = relation(reader, part.substring(0, slash));
                        relations.putIfAbsent(relation.id(), relation);
                    }
                }
            });
        }
        return List.copyOf(relations.values());
    }

    private static Relation relation(XMLStreamReader reader, String folder) {
        String target = WordXml.attribute(reader, "Target");
        return new Relation(
                WordXml.attribute(reader, "Id"),
                WordXml.attribute(reader, "Type"),
                resolve(folder, target),
                WordXml.attribute(reader, "TargetMode").equals("External"));
    }

    private static String resolve(String folder, String target) {
        String path = target.startsWith("/") ? target.substring(1) : folder + target;
        StringBuilder resolved = new StringBuilder();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                int cut = resolved.lastIndexOf("/", resolved.length() - 2);
                resolved.setLength(cut + 1);
            } else if (!step.equals(".")) {
                resolved.append(step).append('/');
            }
        }
        return resolved.isEmpty() ? "" : resolved.substring(0, resolved.length() - 1);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new IllegalStateException("it lies in memory", e);
        }
    }

    /** Counts what is unpacked, against the bound, and its checksum. */
    private final class Checked extends FilterInputStream {
        private final CRC32 crc = new CRC32();

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                crc.update(buffer, offset, read);
                unpacked += read;
                if (unpacked > MAX_UNPACKED) {
                    throw new UnreadableDocumentException(
                            Fault.TOO_LARGE, "unpacked it has more than " + (MAX_UNPACKED >> 20) + " MiB");
                }
            }
            return read;
        }

        /** The parser closes what it has read to the end; the rest is still to be looked at, and lies in memory. */
        @Override
        public void close() {
            // nothing to let go of
        }

        void drain() throws IOException {
            byte[] rest = new byte[1 << 13];
            while (read(rest, 0, rest.length) >= 0) {
                // read() counts it
            }
        }
    }
}
