/** Stored verdicts as they are read, and the texts of what was checked. They are written where checks end. */
@NullMarked
package org.dupcheck.store.verdicts;

import org.jspecify.annotations.NullMarked;
