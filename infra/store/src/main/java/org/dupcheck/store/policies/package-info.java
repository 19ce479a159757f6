/** Policies: what counts for each business type. */
@NullMarked
package org.dupcheck.store.policies;

import org.jspecify.annotations.NullMarked;
