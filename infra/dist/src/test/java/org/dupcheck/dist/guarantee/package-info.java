/** The guarantees of the whole way, held while nodes, database and broker are killed. */
@NullMarked
package org.dupcheck.dist.guarantee;

import org.jspecify.annotations.NullMarked;
