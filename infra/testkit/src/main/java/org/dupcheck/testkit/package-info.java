/** Real Kafka and real PostgreSQL as child processes, and the JUnit extension that hands them to tests. */
@NullMarked
package org.dupcheck.testkit;

import org.jspecify.annotations.NullMarked;
