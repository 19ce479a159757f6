package org.dupcheck.check.checking;

import org.dupcheck.check.pending.OpenComparison;
import org.dupcheck.check.references.ReferenceSetFeed;
import org.dupcheck.check.references.StatisticsEpochs;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.check.verdict.VerdictAnnouncement;
import org.dupcheck.check.verdict.VerdictAssembly;

/**
 * The stages of a check, shared by all that check: submissions and pre-checks as they come in, rechecks, and previews of a
 * policy.
 *
 * @param references the reference set that texts are compared with
 * @param epochs the statistics in force
 * @param scan compares a text with the reference set, page by page
 * @param sections does so for each section alone, and keeps what it found
 * @param policies what counts for a business type
 * @param open compares a text with the other open submissions
 * @param assembly puts the verdict together
 * @param announcement publishes it
 */
public record CheckStages(
        ReferenceSetFeed references,
        StatisticsEpochs epochs,
        Scan scan,
        SectionChecks sections,
        KnownPolicies policies,
        OpenComparison open,
        VerdictAssembly assembly,
        VerdictAnnouncement announcement) {}
