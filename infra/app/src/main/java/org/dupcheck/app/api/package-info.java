/** The gateway as a client sees it. */
@NullMarked
package org.dupcheck.app.api;

import org.jspecify.annotations.NullMarked;
