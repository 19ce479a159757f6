/** Real Kafka and real PostgreSQL as child processes: as {@code serve} starts them, and as tests kill them. */
@NullMarked
package org.dupcheck.embedded;

import org.jspecify.annotations.NullMarked;
