/** The matching engine: which passages of a document stand in which reference documents. Pure: no Kafka, no SQL, no clock. */
@NullMarked
package org.dupcheck.engine;

import org.jspecify.annotations.NullMarked;
