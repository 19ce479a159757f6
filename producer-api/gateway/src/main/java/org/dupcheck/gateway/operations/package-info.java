/** What operators and tools ask a process: health, metrics, and the descriptions of its interface. */
@NullMarked
package org.dupcheck.gateway.operations;

import org.jspecify.annotations.NullMarked;
