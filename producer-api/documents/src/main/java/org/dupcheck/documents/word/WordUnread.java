package org.dupcheck.documents.word;

import org.dupcheck.documents.reading.SectionCollector;

/** How much of a Word file is there and cannot be read. Not thread-safe. */
final class WordUnread {
    private int largePictures;
    private int embedded;
    private int otherFormats;
    private int otherFiles;
    private int symbols;

    void largePicture() {
        largePictures++;
    }

    void embedded() {
        embedded++;
    }

    void otherFormat() {
        otherFormats++;
    }

    void otherFile() {
        otherFiles++;
    }

    void symbol() {
        symbols++;
    }

    void add(WordUnread other) {
        largePictures += other.largePictures;
        embedded += other.embedded;
        otherFormats += other.otherFormats;
        otherFiles += other.otherFiles;
        symbols += other.symbols;
    }

    void tell(SectionCollector collector) {
        tell(collector, largePictures, "pictures of the size of a page");
        tell(collector, embedded, "embedded objects");
        tell(collector, otherFormats, "inserted parts of another format");
        tell(collector, otherFiles, "inserted parts of another file");
        tell(collector, symbols < SectionCollector.SHORTEST_PASSAGE ? 0 : symbols, "symbols of a font");
    }

    private static void tell(SectionCollector collector, int count, String what) {
        if (count > 0) {
            collector.unread(count + " " + what, count);
        }
    }
}
