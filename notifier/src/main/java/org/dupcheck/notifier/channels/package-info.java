/** How messages leave the house: what a channel is, and what becomes of one message by it. */
@NullMarked
package org.dupcheck.notifier.channels;

import org.jspecify.annotations.NullMarked;
