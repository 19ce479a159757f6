/** How soon applicants are told of a verdict, and how many messages a node sends in a second. */
@NullMarked
package org.dupcheck.bench.deliveries;

import org.jspecify.annotations.NullMarked;
