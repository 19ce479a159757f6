/** Failures that pass. */
@NullMarked
package org.dupcheck.runtime.failure;

import org.jspecify.annotations.NullMarked;
