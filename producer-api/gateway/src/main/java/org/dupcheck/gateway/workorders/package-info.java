/** Work orders, and the decisions of applicants that they wait for. */
@NullMarked
package org.dupcheck.gateway.workorders;

import org.jspecify.annotations.NullMarked;
