package org.dupcheck.gateway.pages.applicants;

import java.util.List;
import org.dupcheck.contract.Signal;
import org.dupcheck.documents.reading.DocumentReading;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a file that was to be read.
 *
 * @param name of the file, as the person has it
 * @param why it was refused, in the reader's words; null where it was read
 * @param filled boxes that were empty and got a text of it
 * @param added boxes that were added
 * @param there sections that stood in the form already
 * @param signals traces of disguise and of what could not be read
 * @param unread what could not be read
 */
public record FileTold(
        String name,
        @Nullable String why,
        int filled,
        int added,
        int there,
        List<Signal> signals,
        List<String> unread) {
    public FileTold {
        signals = List.copyOf(signals);
        unread = List.copyOf(unread);
    }

    static FileTold refused(String why) {
        return new FileTold("", why, 0, 0, 0, List.of(), List.of());
    }

    static FileTold of(String name, FilledDraft filled, DocumentReading reading) {
        return new FileTold(
                name, null, filled.filled(), filled.added(), filled.there(), reading.signals(), reading.unread());
    }
}
