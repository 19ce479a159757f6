/** What is due at a time: one queue in the database for everything that has one. */
@NullMarked
package org.dupcheck.store.due;

import org.jspecify.annotations.NullMarked;
