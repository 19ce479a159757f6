/** What comes in from Kafka: read, ordered by revision, and handed to the checker. */
@NullMarked
package org.dupcheck.check.incoming;

import org.jspecify.annotations.NullMarked;
