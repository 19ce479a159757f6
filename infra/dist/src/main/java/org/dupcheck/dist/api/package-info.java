/** The gateway as a client sees it. */
@NullMarked
package org.dupcheck.dist.api;

import org.jspecify.annotations.NullMarked;
