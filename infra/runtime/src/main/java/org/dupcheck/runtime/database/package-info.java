/** PostgreSQL: pool, transactions, migrations. */
@NullMarked
package org.dupcheck.runtime.database;

import org.jspecify.annotations.NullMarked;
