/** The messages, topics, limits and typed refusals that dupcheck and the world outside agree on. */
@NullMarked
package org.dupcheck.contract;

import org.jspecify.annotations.NullMarked;
