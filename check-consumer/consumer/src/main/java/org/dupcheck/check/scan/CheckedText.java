package org.dupcheck.check.scan;

import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Submission;

/**
 * What a verdict is about.
 *
 * @param key what is checked
 * @param content its text, as one revision
 * @param contentHash names that content
 */
public record CheckedText(CheckKey key, Submission content, String contentHash) {}
