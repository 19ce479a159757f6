package org.dupcheck.check.references;

import java.util.List;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.engine.Document;

/** Texts of the contract as the engine takes them. */
public final class EngineTexts {
    private EngineTexts() {}

    /** Those sections as the engine takes them. */
    public static List<Document.Section> sections(List<Section> sections) {
        return sections.stream()
                .map(section -> new Document.Section(section.key(), section.text()))
                .toList();
    }

    /** @param json an array of the contract's sections, as tables have it */
    public static List<Document.Section> sections(JsonCodec codec, String json) {
        return sections(List.of(codec.read(json, Section[].class)));
    }
}
