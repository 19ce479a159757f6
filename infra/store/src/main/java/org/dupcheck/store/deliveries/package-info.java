/**
 * The table of the messages that go out of the house: {@code delivery}.
 */
@NullMarked
package org.dupcheck.store.deliveries;

import org.jspecify.annotations.NullMarked;
