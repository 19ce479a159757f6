/**
 * From a submission's grams to the stretches of reference documents worth aligning: what a page holds of the grams, seeds
 * that are compared token by token, frequent grams, and the cut to the heaviest candidates.
 */
@NullMarked
package org.dupcheck.engine.search;

import org.jspecify.annotations.NullMarked;
