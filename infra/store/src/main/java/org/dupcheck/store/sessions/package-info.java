/** Who is signed in to the pages. */
@NullMarked
package org.dupcheck.store.sessions;

import org.jspecify.annotations.NullMarked;
