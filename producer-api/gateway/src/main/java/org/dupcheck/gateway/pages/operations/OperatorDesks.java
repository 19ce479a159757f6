package org.dupcheck.gateway.pages.operations;

import org.dupcheck.gateway.deadletters.DeadLetterDesk;
import org.dupcheck.gateway.policies.PolicyDesk;
import org.dupcheck.gateway.policies.PreviewDesk;
import org.dupcheck.gateway.retries.Lists;
import org.dupcheck.gateway.retries.RetryDesk;
import org.dupcheck.gateway.webhooks.WebhookDesk;

/**
 * What operators do, the same for programs and for pages.
 *
 * @param deadLetters what could not be processed
 * @param retries what is done once more
 * @param lists of commands and messages
 * @param webhooks addresses that hear of documents
 * @param policies what counts
 * @param previews what a draft of a policy would change
 */
public record OperatorDesks(
        DeadLetterDesk deadLetters,
        RetryDesk retries,
        Lists lists,
        WebhookDesk webhooks,
        PolicyDesk policies,
        PreviewDesk previews) {}
