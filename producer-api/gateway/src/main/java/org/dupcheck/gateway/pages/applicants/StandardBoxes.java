package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.pages.frame.Language;
import org.dupcheck.gateway.pages.frame.Texts;

/** The boxes of a project application, which each language names in the same order. Stateless. */
final class StandardBoxes {
    private StandardBoxes() {}

    private static List<String> names(Texts texts) {
        return List.of(texts.lookup("write.boxes").split("\\|"));
    }

    /** Which of them has that name in any language; -1 for none. */
    static int indexOf(String name) {
        for (Language language : Language.values()) {
            int index = names(Texts.of(language)).indexOf(name);
            if (index >= 0) {
                return index;
            }
        }
        return -1;
    }

    /** An empty one goes by its name in the reader's language: there is no text yet that was written under another. */
    static String nameIn(Texts texts, String name) {
        int index = indexOf(name);
        return index < 0 ? name : names(texts).get(index);
    }

    /**
     * The form for sections that are there. Where there are none, or one of them is a standard one, the empty standard ones
     * are there too.
     */
    static List<Draft.Box> around(List<Section> sections, Texts texts) {
        List<Section> all = new ArrayList<>(sections);
        if (sections.isEmpty() || sections.stream().anyMatch(section -> indexOf(section.key()) >= 0)) {
            List<String> names = names(texts);
            for (int i = 0; i < names.size(); i++) {
                addEmpty(all, names.get(i), i);
            }
        }
        List<Draft.Box> boxes = new ArrayList<>();
        all.forEach(section -> boxes.add(Draft.Box.of(boxes.size(), section.key(), section.text())));
        return boxes;
    }

    /** Behind the standard one before it; in front of all where it is the first. */
    private static void addEmpty(List<Section> all, String name, int index) {
        int place = 0;
        for (int i = 0; i < all.size(); i++) {
            int there = indexOf(all.get(i).key());
            if (there == index) {
                return;
            }
            if (there >= 0 && there < index) {
                place = i + 1;
            }
        }
        all.add(place, new Section(name, ""));
    }
}
