/** Who decided what, on which verdict: a log that is only added to, each entry with the hash of the one before. */
@NullMarked
package org.dupcheck.store.audit;

import org.jspecify.annotations.NullMarked;
