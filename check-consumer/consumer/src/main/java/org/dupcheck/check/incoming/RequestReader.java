package org.dupcheck.check.incoming;

import org.dupcheck.check.checking.CheckRequest;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.jspecify.annotations.Nullable;

/** Reads the records of one topic. Thread-safe. */
@FunctionalInterface
public interface RequestReader {
    /**
     * @return null for a null record, where the topic has such records
     * @throws InvalidMessageException where the record breaks the contract
     */
    @Nullable
    CheckRequest read(@Nullable String key, byte @Nullable [] value);

    /** Of the topic of submissions. A null takes back what came before it. */
    static RequestReader ofSubmissions(JsonCodec codec) {
        return (key, value) -> {
            if (value == null) {
                return null;
            }
            Submission submission = codec.read(key, value, Submission.class);
            if (submission.mode() == Mode.PRECHECK) {
                throw wrongTopic("a pre-check belongs on the topic of pre-checks");
            }
            return new CheckRequest(CheckKey.document(submission.key()), submission);
        };
    }

    /** Of the topic of pre-checks. */
    static RequestReader ofPreChecks(JsonCodec codec) {
        return (key, value) -> {
            if (value == null) {
                throw new InvalidMessageException(ErrorCode.MISSING_VALUE, "", "the record has no value");
            }
            Submission preCheck = codec.read(value, Submission.class);
            if (preCheck.mode() != Mode.PRECHECK) {
                throw wrongTopic("only a pre-check belongs on the topic of pre-checks");
            }
            return new CheckRequest(CheckKey.ofPreCheck(key, preCheck), preCheck);
        };
    }

    private static InvalidMessageException wrongTopic(String message) {
        return new InvalidMessageException(ErrorCode.WRONG_TOPIC, "mode", message);
    }
}
