/** The HTTP API: writes go to topics, reads come from the database. */
@NullMarked
package org.dupcheck.gateway;

import org.jspecify.annotations.NullMarked;
