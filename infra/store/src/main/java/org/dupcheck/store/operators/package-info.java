/** What operators look for and had done once more. */
@NullMarked
package org.dupcheck.store.operators;

import org.jspecify.annotations.NullMarked;
