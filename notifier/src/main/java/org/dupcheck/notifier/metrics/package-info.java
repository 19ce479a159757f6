/** What the role counts. */
@NullMarked
package org.dupcheck.notifier.metrics;

import org.jspecify.annotations.NullMarked;
