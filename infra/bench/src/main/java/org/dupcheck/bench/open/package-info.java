/** How soon verdicts of open submissions follow the reference set. */
@NullMarked
package org.dupcheck.bench.open;

import org.jspecify.annotations.NullMarked;
