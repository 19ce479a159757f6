/** Publishes the commands to work orders, once each unless a node dies. */
@NullMarked
package org.dupcheck.notifier.workorders;

import org.jspecify.annotations.NullMarked;
