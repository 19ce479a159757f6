/** Figures of all nodes together, for operators: how much waits, what has failed, what came in. */
@NullMarked
package org.dupcheck.store.figures;

import org.jspecify.annotations.NullMarked;
