package org.dupcheck.engine;

/**
 * A gram that submission and reference share, extended to the equal tokens around it.
 *
 * @param section of the page
 * @param q first equal place of the submission
 * @param r first equal token on the page
 * @param length places from the first to the last equal token
 * @param bits what the equal tokens are worth
 */
record Seed(int section, int q, int r, int length, int bits) {}
