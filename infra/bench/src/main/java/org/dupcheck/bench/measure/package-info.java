/** What all measurements share: a system to measure, texts, percentiles, reports. */
@NullMarked
package org.dupcheck.bench.measure;

import org.jspecify.annotations.NullMarked;
