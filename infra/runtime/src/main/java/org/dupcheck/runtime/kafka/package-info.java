/** Topics and the record publisher. */
@NullMarked
package org.dupcheck.runtime.kafka;

import org.jspecify.annotations.NullMarked;
