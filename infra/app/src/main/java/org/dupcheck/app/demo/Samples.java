package org.dupcheck.app.demo;

import java.util.List;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;

/** Submissions of the two sample applicants, so that whoever opens the pages finds something worth looking at. */
final class Samples {
    private static final int SUBMISSIONS = 12;

    /** The applicants among the sample people of the pages. */
    private static final List<String> APPLICANTS = List.of("wang", "li");

    /** Characters of what is copied into one, in turn: nothing, a sentence, or much of a document. */
    private static final List<List<Integer>> COPIED =
            List.of(List.of(180, 120), List.of(), List.of(90), List.of(220, 160, 140), List.of(60), List.of());

    private final Backstage backstage;

    Samples(Backstage backstage) {
        this.backstage = backstage;
    }

    /** Submits them, and returns when each has its verdict. */
    void submit() {
        for (int i = 0; i < SUBMISSIONS; i++) {
            String id = "SQ-" + (2_001 + i);
            Application application = application(COPIED.get(i % COPIED.size()));
            Submission submission = new Submission(
                    DemoSystem.BUSINESS,
                    id,
                    CheckClient.NEXT_REVISION,
                    Mode.SUBMIT,
                    application.title(),
                    application.sections(),
                    new Applicant(APPLICANTS.get(i % APPLICANTS.size()), null, "zh-CN"),
                    null);
            backstage
                    .system()
                    .verdict(id, backstage.client().submit(submission).join().revision());
        }
    }

    /** A new application, with a passage of another document in each of its first sections. */
    private Application application(List<Integer> lengths) {
        Application application = backstage.texts().fresh();
        for (int i = 0; i < lengths.size(); i++) {
            if (backstage.texts().hasMoreToCopy()) {
                String section = application.sections().get(i).key();
                application = backstage
                        .texts()
                        .plant(application, section, lengths.get(i))
                        .application();
            }
        }
        return application;
    }
}
