package org.dupcheck.engine;

import java.util.List;
import java.util.Set;

/**
 * What to leave out of one check, and whether common text counts. Text that is left out counts neither in the numerator nor
 * in the denominator of any ratio; {@link Comparison#exclusions} says how much it was. Immutable.
 *
 * @param excluded reference documents not to compare with, besides the one of the submission's own id
 * @param excludedTypes types of reference documents not to compare with: they take no place among the candidates either
 * @param excludeOwnersDocuments whether documents of the submission's owner are left out
 * @param excludeQuotations whether quotations with a cited source are left out
 * @param excludeBibliography whether lists of references are left out
 * @param excludeMinor whether text that only minor passages cover is left out
 * @param templates texts of registered forms; what a submission has in common with them is left out
 * @param commonTextCounts whether common text counts as copied; otherwise it is told, and counts in no ratio
 */
public record CheckOptions(
        Set<Document.Id> excluded,
        Set<String> excludedTypes,
        boolean excludeOwnersDocuments,
        boolean excludeQuotations,
        boolean excludeBibliography,
        boolean excludeMinor,
        List<String> templates,
        boolean commonTextCounts) {
    public static final CheckOptions DEFAULT = new CheckOptions(Set.of(), false);

    public CheckOptions {
        excluded = Set.copyOf(excluded);
        excludedTypes = Set.copyOf(excludedTypes);
        templates = List.copyOf(templates);
    }

    /** Common text does not count. */
    public CheckOptions(
            Set<Document.Id> excluded,
            Set<String> excludedTypes,
            boolean excludeOwnersDocuments,
            boolean excludeQuotations,
            boolean excludeBibliography,
            boolean excludeMinor,
            List<String> templates) {
        this(
                excluded,
                excludedTypes,
                excludeOwnersDocuments,
                excludeQuotations,
                excludeBibliography,
                excludeMinor,
                templates,
                false);
    }

    /** Leaves no type of reference documents out; common text does not count. */
    public CheckOptions(
            Set<Document.Id> excluded,
            boolean excludeOwnersDocuments,
            boolean excludeQuotations,
            boolean excludeBibliography,
            boolean excludeMinor,
            List<String> templates) {
        this(
                excluded,
                Set.of(),
                excludeOwnersDocuments,
                excludeQuotations,
                excludeBibliography,
                excludeMinor,
                templates);
    }

    /** Leaves no quotation, bibliography or template out; common text does not count. */
    public CheckOptions(Set<Document.Id> excluded, boolean excludeOwnersDocuments) {
        this(excluded, Set.of(), excludeOwnersDocuments, false, false, false, List.of());
    }

    /** The same, where common text counts or does not. */
    public CheckOptions withCommonTextCounting(boolean counts) {
        return new CheckOptions(
                excluded,
                excludedTypes,
                excludeOwnersDocuments,
                excludeQuotations,
                excludeBibliography,
                excludeMinor,
                templates,
                counts);
    }
}
