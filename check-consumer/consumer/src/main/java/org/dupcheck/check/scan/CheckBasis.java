package org.dupcheck.check.scan;

import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.contract.Policy;
import org.dupcheck.engine.Statistics;

/** What a text is checked against, and under which rules. Immutable. */
public record CheckBasis(ReferenceSet references, Statistics statistics, Policy policy) {}
