/** HTTP to addresses that somebody has given. */
@NullMarked
package org.dupcheck.notifier.outgoing;

import org.jspecify.annotations.NullMarked;
