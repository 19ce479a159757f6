/**
 * The messages that go out of the house, by whichever channel: {@code delivery}.
 */
@NullMarked
package org.dupcheck.store.deliveries;

import org.jspecify.annotations.NullMarked;
