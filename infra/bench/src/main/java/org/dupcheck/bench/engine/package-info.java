/** How fast and how small the engine is, beside what its peer of the same run is. */
@NullMarked
package org.dupcheck.bench.engine;

import org.jspecify.annotations.NullMarked;
