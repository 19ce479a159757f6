package org.dupcheck.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dupcheck.contract.Section;

/** A project application: what the demo submits and what its reference set consists of. */
record Application(String title, List<Section> sections) {
    Application {
        sections = List.copyOf(sections);
    }

    /** @throws NullPointerException where there is no such section */
    String text(String sectionKey) {
        return Objects.requireNonNull(
                sections.stream()
                        .filter(section -> section.key().equals(sectionKey))
                        .map(Section::text)
                        .findFirst()
                        .orElse(null),
                sectionKey);
    }

    Application withText(String sectionKey, String text) {
        List<Section> changed = new ArrayList<>();
        for (Section section : sections) {
            changed.add(section.key().equals(sectionKey) ? new Section(sectionKey, text) : section);
        }
        return new Application(title, changed);
    }

    int characters() {
        return sections.stream().mapToInt(section -> section.text().length()).sum();
    }
}
