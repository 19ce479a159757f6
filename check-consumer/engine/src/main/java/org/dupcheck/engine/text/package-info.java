/**
 * From an original text to tokens and back to its characters: folding, traditional to simplified characters, words. Two
 * texts are the same to the engine if their tokens are. And the grams of tokens that the search starts from.
 */
@NullMarked
package org.dupcheck.engine.text;

import org.jspecify.annotations.NullMarked;
