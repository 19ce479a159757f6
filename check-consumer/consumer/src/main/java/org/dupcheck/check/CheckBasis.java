package org.dupcheck.check;

import org.dupcheck.contract.Policy;
import org.dupcheck.engine.Statistics;

/** What a text is checked against, and under which rules. Immutable. */
record CheckBasis(ReferenceSet references, Statistics statistics, Policy policy) {}
