/** How people want to be told, and where: {@code preference} and {@code contact}. */
@NullMarked
package org.dupcheck.store.preferences;

import org.jspecify.annotations.NullMarked;
