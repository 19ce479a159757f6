package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.reading.DocumentReading;

/**
 * A draft with the sections of a file. A section goes into the empty box of its name, or else into a box of its own at the end.
 * What was typed stays as it is. Where nothing was typed yet, the file's sections alone are the form.
 *
 * @param filled boxes that were empty
 * @param added boxes that were not there
 * @param there sections that stood in a box already, word for word
 */
record FilledDraft(Draft draft, int filled, int added, int there) {
    /** @param last number of the last box of the draft, wherever it was added; -1 for none */
    static FilledDraft of(Draft draft, int last, DocumentReading reading) {
        List<Draft.Box> boxes = new ArrayList<>(draft.isEmpty() ? named(draft, reading) : draft.boxes());
        int filled = 0;
        int added = 0;
        int there = 0;
        for (Section section : reading.sections()) {
            int empty = emptyBox(boxes, section.key());
            if (boxes.stream()
                    .anyMatch(box -> box.text().strip().equals(section.text().strip()))) {
                there++;
            } else if (empty >= 0) {
                Draft.Box box = boxes.get(empty);
                boxes.set(empty, new Draft.Box(box.number(), box.key(), section.text(), box.isNamed()));
                filled++;
            } else {
                boxes.add(new Draft.Box(freeNumber(boxes, last), freeName(boxes, section.key()), section.text(), true));
                added++;
            }
        }
        String title = draft.title().isBlank() ? reading.title() : draft.title();
        return new FilledDraft(new Draft(draft.key(), draft.basedOn(), title, boxes), filled, added, there);
    }

    /** The boxes that the file has something for. */
    private static List<Draft.Box> named(Draft draft, DocumentReading reading) {
        Set<String> keys = new HashSet<>();
        reading.sections().forEach(section -> keys.add(section.key()));
        return draft.boxes().stream().filter(box -> keys.contains(box.key())).toList();
    }

    private static int emptyBox(List<Draft.Box> boxes, String name) {
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).isEmpty() && boxes.get(i).key().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Boxes stand in the order of their numbers. */
    private static int freeNumber(List<Draft.Box> boxes, int last) {
        return 1
                + Math.max(
                        last, boxes.stream().mapToInt(Draft.Box::number).max().orElse(-1));
    }

    /** Two sections of one name would be refused. */
    private static String freeName(List<Draft.Box> boxes, String name) {
        String free = name;
        for (int i = 2; isName(boxes, free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    private static boolean isName(List<Draft.Box> boxes, String name) {
        return boxes.stream().anyMatch(box -> box.key().equals(name));
    }
}
