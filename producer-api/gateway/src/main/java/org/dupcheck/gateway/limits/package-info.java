/** How many requests one may send. Knows no resource. */
@NullMarked
package org.dupcheck.gateway.limits;

import org.jspecify.annotations.NullMarked;
