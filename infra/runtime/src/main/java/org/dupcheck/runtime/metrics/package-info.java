/** Meters, and their Prometheus text. */
@NullMarked
package org.dupcheck.runtime.metrics;

import org.jspecify.annotations.NullMarked;
