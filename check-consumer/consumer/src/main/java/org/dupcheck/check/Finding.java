package org.dupcheck.check;

import org.dupcheck.contract.Verdict;

/**
 * A verdict with the very bytes it is stored and served as.
 *
 * @param pages pages of the reference set it rests on
 * @param json UTF-8, as text
 */
record Finding(Verdict verdict, int pages, String json) {}
