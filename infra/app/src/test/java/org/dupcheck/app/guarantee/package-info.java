/** The guarantees of the whole way, held while nodes, database and broker are killed. */
@NullMarked
package org.dupcheck.app.guarantee;

import org.jspecify.annotations.NullMarked;
