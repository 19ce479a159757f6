package org.dupcheck.engine.align;

/** Equal tokens in a row: {@code [q, q + length)} of the submission and {@code [r, r + length)} of the reference. */
public record Run(int q, int r, int length) {}
