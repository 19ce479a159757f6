/** Where the tables of the contract are: the Flyway migrations under {@code db/migration}, for schema {@code dupcheck}. */
@NullMarked
package org.dupcheck.store;

import org.jspecify.annotations.NullMarked;
