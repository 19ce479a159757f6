/** What operators look for, to have it done once more. */
@NullMarked
package org.dupcheck.store.operators;

import org.jspecify.annotations.NullMarked;
