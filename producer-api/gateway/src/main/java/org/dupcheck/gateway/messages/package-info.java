/** A user's site messages. */
@NullMarked
package org.dupcheck.gateway.messages;

import org.jspecify.annotations.NullMarked;
