/** The processes that run. */
@NullMarked
package org.dupcheck.store.nodes;

import org.jspecify.annotations.NullMarked;
