package org.dupcheck.engine.search;

/** Equal tokens: {@code length} of them from place {@code q} of the submission and from token {@code r} of the reference on. */
public record Run(int q, int r, int length) {}
