package org.dupcheck.check;

import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Submission;

/** What a record asks for: a check of this content, under this key, or its withdrawal. */
record CheckRequest(CheckKey key, Submission content) {}
