/** Open submissions, and what is to be done about them when the reference set changes. */
@NullMarked
package org.dupcheck.store.open;

import org.jspecify.annotations.NullMarked;
