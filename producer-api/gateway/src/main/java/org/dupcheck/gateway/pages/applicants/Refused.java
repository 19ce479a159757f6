package org.dupcheck.gateway.pages.applicants;

import org.jspecify.annotations.Nullable;

/**
 * Why something could not be done, told kindly beside it.
 *
 * @param why in the reader's words
 * @param newResult the verdict id of the document's new result; null where there is none to look at
 */
public record Refused(String why, @Nullable String newResult) {}
