/** The entry point. */
@NullMarked
package org.dupcheck.app;

import org.jspecify.annotations.NullMarked;
