package org.dupcheck.gateway.pages.applicants;

import org.dupcheck.gateway.documents.DocumentReadings;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.submissions.SubmissionAcceptance;
import org.dupcheck.gateway.workorders.DecisionAcceptance;
import org.dupcheck.gateway.workorders.Decisions;
import org.dupcheck.store.checks.CheckQueries;

/**
 * What the applicants' pages do, by the same ways as programs do it. All of it is thread-safe.
 *
 * @param submissions takes what is to be checked, submitted or withdrawn
 * @param decisions takes what was decided
 * @param known what was decided and can still be withdrawn
 * @param checks where they stand
 * @param readings reads files
 * @param limits how much of it one person may do
 */
public record ApplicantActions(
        SubmissionAcceptance submissions,
        DecisionAcceptance decisions,
        Decisions known,
        CheckQueries checks,
        DocumentReadings readings,
        RateLimits limits) {}
