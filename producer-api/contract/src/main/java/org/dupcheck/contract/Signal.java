package org.dupcheck.contract;

import org.jspecify.annotations.Nullable;

/**
 * A trace of disguise, or of text that was not checked. It counts in no ratio.
 *
 * @param section the section's key; null where it concerns the document as a whole
 * @param start half-open offset in UTF-16 code units of the section's text, 0 or more; 0 without a section
 * @param end {@code start} or more; {@code start} where what it tells of is not part of the text
 * @param count how many: characters, or parts (pages, images) that could not be read; at least 1
 */
public record Signal(SignalKind kind, @Nullable String section, int start, int end, int count) {}
