package org.dupcheck.examples;

import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.Submission;

/** Sends a document to be checked. Arguments: brokers, topic prefix, id, text. */
public final class SubmitDocument {
    private SubmitDocument() {}

    public static void main(String[] args) {
        try (CheckClient client = CheckClient.builder(args[0])
                .topicPrefix(args[1])
                .source("/examples")
                .build()) {
            Published published = client.submit(Submission.submit("project", args[2])
                            .title("An example")
                            .section("background", args[3])
                            .applicant("zhang")
                            .build())
                    .join();
            System.out.println(published.key() + " revision " + published.revision() + " is on " + published.topic());
        }
    }
}
