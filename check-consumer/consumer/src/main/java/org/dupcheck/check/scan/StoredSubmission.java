package org.dupcheck.check.scan;

import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.Submission;
import org.dupcheck.store.verdicts.SubmittedTexts.Text;

/** Turns what was submitted and is kept into what a check takes. Stateless. */
public final class StoredSubmission {
    private StoredSubmission() {}

    /** With the applicant as far as a check asks for one, and without the work order. */
    public static CheckedText read(JsonCodec codec, BusinessKey key, long revision, Text text) {
        String userId = text.userId();
        Submission content = new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                Mode.SUBMIT,
                text.title(),
                List.of(codec.read(text.sections(), Section[].class)),
                userId == null ? null : new Applicant(userId, null, null),
                null,
                null,
                List.of(codec.read(text.signals(), Signal[].class)));
        return new CheckedText(CheckKey.document(key), content, ContentHash.of(content));
    }
}
