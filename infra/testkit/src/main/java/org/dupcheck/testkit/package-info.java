/** JUnit extensions that hand real Kafka and real PostgreSQL to tests, as child processes or as containers. */
@NullMarked
package org.dupcheck.testkit;

import org.jspecify.annotations.NullMarked;
