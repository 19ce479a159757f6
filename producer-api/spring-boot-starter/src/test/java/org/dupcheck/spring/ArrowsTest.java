package org.dupcheck.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The application of dupcheck itself never has the starter, so that its ArchitectureTest does not see it. */
class ArrowsTest {
    @Test
    void ofDupcheckItKnowsTheClientAndItsMessagesOnly() {
        DescribedPredicate<JavaClass> permitted = resideInAnyPackage(
                        "org.dupcheck.spring..", "org.dupcheck.client", "org.dupcheck.contract")
                .or(DescribedPredicate.not(resideInAPackage("org.dupcheck..")));
        classes()
                .should(onlyDependOnClassesThat(permitted))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.dupcheck.spring"));
    }
}
