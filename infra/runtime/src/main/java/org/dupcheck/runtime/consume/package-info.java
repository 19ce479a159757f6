/** The consume loop: poll, dispatch, complete, commit. */
@NullMarked
package org.dupcheck.runtime.consume;

import org.jspecify.annotations.NullMarked;
