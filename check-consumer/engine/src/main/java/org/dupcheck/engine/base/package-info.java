/**
 * What all of the engine stands on and what knows nothing of texts or documents: hashes of tokens, lists and spans of
 * numbers, threads, and streams of numbers under a checksum.
 */
@NullMarked
package org.dupcheck.engine.base;

import org.jspecify.annotations.NullMarked;
