/** Where checks stand: asked once, in lists, and as streams of events. */
@NullMarked
package org.dupcheck.gateway.checks;

import org.jspecify.annotations.NullMarked;
