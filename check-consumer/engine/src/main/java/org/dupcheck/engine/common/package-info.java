/**
 * Text of a submission that counts in no ratio since it stands in so many reference documents that the language model has
 * learnt it: found by the grams it is full of, followed up in a few documents, and counted in all.
 */
@NullMarked
package org.dupcheck.engine.common;

import org.jspecify.annotations.NullMarked;
