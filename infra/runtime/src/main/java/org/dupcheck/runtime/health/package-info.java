/** Lifecycle and health of components. */
@NullMarked
package org.dupcheck.runtime.health;

import org.jspecify.annotations.NullMarked;
