/** What may be logged: no texts, no personal data. */
@NullMarked
package org.dupcheck.runtime.logging;

import org.jspecify.annotations.NullMarked;
