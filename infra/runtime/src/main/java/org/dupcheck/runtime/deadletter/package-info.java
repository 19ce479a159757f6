/** What could not be processed: the headers that tell why, and a look at what lies in those topics. */
@NullMarked
package org.dupcheck.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
