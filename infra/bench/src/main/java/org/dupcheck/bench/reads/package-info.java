/** {@code bench reads}: reading stored verdicts, from the gateway's memory and from the database. */
@NullMarked
package org.dupcheck.bench.reads;

import org.jspecify.annotations.NullMarked;
