package org.dupcheck.gateway.pages.operations;

import org.dupcheck.gateway.deadletters.DeadLetterService;
import org.dupcheck.gateway.policies.PolicyService;
import org.dupcheck.gateway.policies.PreviewService;
import org.dupcheck.gateway.retries.Lists;
import org.dupcheck.gateway.retries.RetryService;
import org.dupcheck.gateway.webhooks.WebhookService;

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
public record OperatorServices(
        DeadLetterService deadLetters,
        RetryService retries,
        Lists lists,
        WebhookService webhooks,
        PolicyService policies,
        PreviewService previews) {}
