/**
 * The matching engine: which passages of a document stand in which reference documents. Pure: no Kafka, no SQL, no clock.
 *
 * <p>This package is all that others see of it: {@link org.dupcheck.engine.ReferenceIndex} and the values it takes and
 * gives; and it puts the parts together. Each part knows only those before it: {@code base} and {@code text}, {@code model},
 * {@code index}, {@code query}, {@code search}, {@code align}, {@code report}.
 */
@NullMarked
package org.dupcheck.engine;

import org.jspecify.annotations.NullMarked;
