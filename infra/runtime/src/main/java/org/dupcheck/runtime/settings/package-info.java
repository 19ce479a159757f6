/** Typed settings and where they come from. */
@NullMarked
package org.dupcheck.runtime.settings;

import org.jspecify.annotations.NullMarked;
