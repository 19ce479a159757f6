/** Passages found in the texts for measuring, in the format they are scored in. */
@NullMarked
package org.dupcheck.bench.detect;

import org.jspecify.annotations.NullMarked;
