/**
 * The tables of the reference set: {@code corpus_state}, {@code corpus_history}, {@code reference_document} and
 * {@code reference_text}.
 */
@NullMarked
package org.dupcheck.store.references;

import org.jspecify.annotations.NullMarked;
