package org.dupcheck.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts for one business type. It is data with a version: every verdict names the one that it was made under. Fields
 * that are absent have the values of {@link #builtIn}, so a policy that somebody writes names only what it changes.
 *
 * @param version 0: the built-in one, which is stored nowhere; else 1, 2, … in the order they were saved. The system gives
 *     it: a version in what somebody sends plays no part
 * @param thresholds from where on a verdict is DUPLICATES
 * @param leftOut what counts in no figure of a verdict
 * @param templates texts of forms; what a submission has in common with them counts in no figure; up to
 *     {@value Limits#MAX_TEMPLATES}, each with a name of its own, of {@value Limits#MAX_TEMPLATES_LENGTH} characters together
 * @param leastTokens a submission of fewer tokens has too little text to compare, 0 to {@value #MAX_TOKENS}; absent: as the
 *     settings of the nodes that check say
 * @param commonTextTokens common text of more tokens asks for a confirmation, 0 to {@value #MAX_TOKENS}; absent: as the
 *     settings of the nodes that check say
 * @param commonTextCounts whether common text counts as copied in the figures; otherwise it is told, and counts in none
 * @param openSubmissions which other open submissions one is compared with
 * @param tellWhenContainmentMoves by how much the containment of an open submission must move, without the result changing,
 *     for its applicant to be told, 0 to 1
 * @param daysOpenOnceSubmitted days for which a submitted work order counts as undecided, 0 to 3,650
 * @param reviewFrom from where on a reviewer has to agree, once the applicant has confirmed; absent: no reviewer has to
 * @param waiting how long an applicant is waited for
 * @param answerWithinMinutes minutes within which the business module answers a command, 1 to {@value #MAX_MINUTES}: where it
 *     does not, operators are alarmed; absent: no answer is expected
 * @param applicantsSee what applicants see of the sources of their passages
 */
public record Policy(
        String businessType,
        long version,
        Thresholds thresholds,
        LeftOut leftOut,
        List<Template> templates,
        @Nullable Integer leastTokens,
        @Nullable Integer commonTextTokens,
        Boolean commonTextCounts,
        OpenSubmissions openSubmissions,
        Double tellWhenContainmentMoves,
        Integer daysOpenOnceSubmitted,
        @Nullable Thresholds reviewFrom,
        Waiting waiting,
        @Nullable Integer answerWithinMinutes,
        ApplicantsSee applicantsSee) {
    /** Share of the text. */
    public static final double DEFAULT_TELL_WHEN_CONTAINMENT_MOVES = .05;

    /** Days. */
    public static final int DEFAULT_DAYS_OPEN_ONCE_SUBMITTED = 30;

    static final int MAX_TOKENS = 100_000_000;
    static final int MAX_DAYS = 3_650;
    static final int MAX_HOURS = 87_600;
    static final int MAX_MINUTES = 525_600;

    /** Copies the list and puts in what is absent; checks nothing. */
    public Policy {
        thresholds = thresholds == null ? Thresholds.DEFAULT : thresholds;
        leftOut = leftOut == null ? LeftOut.DEFAULT : leftOut;
        templates = Copies.of(templates);
        commonTextCounts = commonTextCounts != null && commonTextCounts;
        openSubmissions = openSubmissions == null ? OpenSubmissions.OFF : openSubmissions;
        tellWhenContainmentMoves =
                tellWhenContainmentMoves == null ? DEFAULT_TELL_WHEN_CONTAINMENT_MOVES : tellWhenContainmentMoves;
        daysOpenOnceSubmitted =
                daysOpenOnceSubmitted == null ? DEFAULT_DAYS_OPEN_ONCE_SUBMITTED : daysOpenOnceSubmitted;
        waiting = waiting == null ? Waiting.DEFAULT : waiting;
        applicantsSee = applicantsSee == null ? ApplicantsSee.TITLE : applicantsSee;
    }

    /** One under which common text does not count, and applicants see the titles of sources. */
    public Policy(
            String businessType,
            long version,
            Thresholds thresholds,
            LeftOut leftOut,
            List<Template> templates,
            @Nullable Integer leastTokens,
            @Nullable Integer commonTextTokens,
            OpenSubmissions openSubmissions,
            Double tellWhenContainmentMoves,
            Integer daysOpenOnceSubmitted,
            @Nullable Thresholds reviewFrom,
            Waiting waiting,
            @Nullable Integer answerWithinMinutes) {
        this(
                businessType,
                version,
                thresholds,
                leftOut,
                templates,
                leastTokens,
                commonTextTokens,
                false,
                openSubmissions,
                tellWhenContainmentMoves,
                daysOpenOnceSubmitted,
                reviewFrom,
                waiting,
                answerWithinMinutes,
                ApplicantsSee.TITLE);
    }

    /** One under which no reviewer has to agree, no answer of the module is expected, and applicants are waited for as usual. */
    public Policy(
            String businessType,
            long version,
            Thresholds thresholds,
            LeftOut leftOut,
            List<Template> templates,
            @Nullable Integer leastTokens,
            @Nullable Integer commonTextTokens,
            OpenSubmissions openSubmissions,
            Double tellWhenContainmentMoves,
            Integer daysOpenOnceSubmitted) {
        this(
                businessType,
                version,
                thresholds,
                leftOut,
                templates,
                leastTokens,
                commonTextTokens,
                openSubmissions,
                tellWhenContainmentMoves,
                daysOpenOnceSubmitted,
                null,
                Waiting.DEFAULT,
                null);
    }

    /** What counts as long as nobody has said otherwise: one passage is enough; bibliography and own documents are left out. */
    public static Policy builtIn(String businessType) {
        return new Policy(
                businessType,
                0,
                Thresholds.DEFAULT,
                LeftOut.DEFAULT,
                List.of(),
                null,
                null,
                OpenSubmissions.OFF,
                DEFAULT_TELL_WHEN_CONTAINMENT_MOVES,
                DEFAULT_DAYS_OPEN_ONCE_SUBMITTED);
    }

    /** The same under another version. */
    public Policy withVersion(long other) {
        return with(other, templates, commonTextCounts, reviewFrom);
    }

    /** The same with one more template, or with another text of the one of that name. */
    public Policy withTemplate(Template template) {
        List<Template> others = templates.stream()
                .filter(other -> !other.name().equals(template.name()))
                .toList();
        List<Template> all = new ArrayList<>(others);
        all.add(template);
        return with(version, all, commonTextCounts, reviewFrom);
    }

    /** The same where common text counts or does not. */
    public Policy withCommonTextCounting(boolean counts) {
        return with(version, templates, counts, reviewFrom);
    }

    /** The same where a reviewer has to agree from there on; null: no reviewer has to. */
    public Policy withReviewFrom(@Nullable Thresholds from) {
        return with(version, templates, commonTextCounts, from);
    }

    private Policy with(
            long otherVersion,
            List<Template> otherTemplates,
            boolean otherCommonTextCounts,
            @Nullable Thresholds otherReviewFrom) {
        return new Policy(
                businessType,
                otherVersion,
                thresholds,
                leftOut,
                otherTemplates,
                leastTokens,
                commonTextTokens,
                otherCommonTextCounts,
                openSubmissions,
                tellWhenContainmentMoves,
                daysOpenOnceSubmitted,
                otherReviewFrom,
                waiting,
                answerWithinMinutes,
                applicantsSee);
    }

    /**
     * From where on a verdict is DUPLICATES: as soon as one of those that are given is reached. Of passages that count; at
     * least one must be given.
     *
     * @param containment of the whole submission, more than 0 to 1
     * @param longestRun tokens in the longest common run, 1 to {@value #MAX_TOKENS}
     * @param passages how many, of all matches together and of common text where it counts, 1 to {@value #MAX_TOKENS}
     */
    public record Thresholds(
            @Nullable Double containment,
            @Nullable Integer longestRun,
            @Nullable Integer passages) {
        /** One passage that counts. */
        public static final Thresholds DEFAULT = new Thresholds(null, null, 1);

        /** Whether findings of that size reach one of them. */
        public boolean reached(double foundContainment, int foundLongestRun, int foundPassages) {
            return foundPassages > 0
                    && ((containment != null && foundContainment >= containment)
                            || (longestRun != null && foundLongestRun >= longestRun)
                            || (passages != null && foundPassages >= passages));
        }
    }

    /**
     * What counts neither as copied nor as text. Of text that is left out for several reasons the first of this order is told:
     * bibliography, quotations, templates, own documents, minor passages.
     *
     * @param quotations those that name their source
     * @param bibliography lists of references, and single lines that look like an entry of one
     * @param ownDocuments reference documents whose {@code ownerId} is the submission's {@code applicant.userId}
     * @param minorPassages text that only passages cover which are too small to count
     * @param referenceTypes document types that submissions are not compared with at all, up to
     *     {@value Limits#MAX_REFERENCE_TYPES}
     */
    public record LeftOut(
            Boolean quotations,
            Boolean bibliography,
            Boolean ownDocuments,
            Boolean minorPassages,
            List<String> referenceTypes) {
        /** Bibliography and own documents. */
        public static final LeftOut DEFAULT = new LeftOut(false, true, true, false, List.of());

        /** Copies the list and puts in what is absent; checks nothing. */
        public LeftOut {
            quotations = quotations != null && quotations;
            bibliography = bibliography == null || bibliography;
            ownDocuments = ownDocuments == null || ownDocuments;
            minorPassages = minorPassages != null && minorPassages;
            referenceTypes = Copies.of(referenceTypes);
        }
    }

    /**
     * How long an applicant who is asked to confirm is waited for.
     *
     * @param remindAfterHours when the applicant is reminded, in hours since being asked; each more than the one before and
     *     less than {@code expireAfterHours}; up to {@value Limits#MAX_REMINDERS}
     * @param expireAfterHours after which the work order is given up, 1 to {@value #MAX_HOURS}; 0: never
     */
    public record Waiting(List<Integer> remindAfterHours, Integer expireAfterHours) {
        private static final List<Integer> DEFAULT_REMINDERS = List.of(24, 48);
        private static final int DEFAULT_EXPIRY = 72;

        /** Reminded after a day and after two, given up after three. */
        public static final Waiting DEFAULT = new Waiting(DEFAULT_REMINDERS, DEFAULT_EXPIRY);

        /** Copies the list and puts in what is absent; checks nothing. */
        public Waiting {
            int expiry = expireAfterHours == null ? DEFAULT_EXPIRY : expireAfterHours;
            expireAfterHours = expiry;
            remindAfterHours = remindAfterHours == null
                    ? DEFAULT_REMINDERS.stream()
                            .filter(hours -> expiry == 0 || hours < expiry)
                            .toList()
                    : Copies.of(remindAfterHours);
        }
    }

    /** What applicants see of a source; never its owner. It holds at once, also for verdicts of before. */
    public enum ApplicantsSee {
        /** That their text was found elsewhere, and how much of it. */
        NOTHING,
        /** Its title and share too. */
        TITLE,
        /** The passages of its text as well. */
        TITLE_AND_PASSAGES
    }

    /** The text of a form. */
    public record Template(String name, String text) {}

    /** Which other open submissions a submission is compared with. */
    public enum OpenSubmissions {
        OFF,
        SAME_TYPE,
        ALL
    }
}
