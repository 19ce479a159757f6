/** The processes that run, and having one take no work: for operators. */
@NullMarked
package org.dupcheck.gateway.nodes;

import org.jspecify.annotations.NullMarked;
