/** What counts for each business type. */
@NullMarked
package org.dupcheck.gateway.policies;

import org.jspecify.annotations.NullMarked;
