/**
 * The language model: how often tokens, pairs and triples of tokens stand in the reference set, and what a token of a
 * submission is worth by that, in bits. The counts take back what is removed, so they depend only on the documents in
 * force.
 */
@NullMarked
package org.dupcheck.engine.model;

import org.jspecify.annotations.NullMarked;
