/** Which addresses this system calls when somebody has given it a URL. */
@NullMarked
package org.dupcheck.runtime.outgoing;

import org.jspecify.annotations.NullMarked;
