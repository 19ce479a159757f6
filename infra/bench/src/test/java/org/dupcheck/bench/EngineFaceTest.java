package org.dupcheck.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The benches measure what users get: of the engine they know its face and none of its parts. */
class EngineFaceTest {
    @Test
    void theBenchesKnowNoPartOfTheEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dupcheck.engine.*..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.dupcheck.bench"));
    }
}
