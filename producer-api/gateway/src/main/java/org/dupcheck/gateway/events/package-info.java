/** Streams of server-sent events. */
@NullMarked
package org.dupcheck.gateway.events;

import org.jspecify.annotations.NullMarked;
