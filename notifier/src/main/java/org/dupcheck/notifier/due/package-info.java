/** Works off what is due, in lanes that do not hold each other up. */
@NullMarked
package org.dupcheck.notifier.due;

import org.jspecify.annotations.NullMarked;
