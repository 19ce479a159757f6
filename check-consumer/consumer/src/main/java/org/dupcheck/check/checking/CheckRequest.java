package org.dupcheck.check.checking;

import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Submission;

/** What a record asks for: a check of this content, under this key, or its withdrawal. */
public record CheckRequest(CheckKey key, Submission content) {}
