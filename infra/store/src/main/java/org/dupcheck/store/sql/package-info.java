/** What the statements of the other packages are run with. For the packages of this module alone. */
@NullMarked
package org.dupcheck.store.sql;

import org.jspecify.annotations.NullMarked;
