/** Measurements: what {@code ./dupcheck bench} runs. */
@NullMarked
package org.dupcheck.bench;

import org.jspecify.annotations.NullMarked;
