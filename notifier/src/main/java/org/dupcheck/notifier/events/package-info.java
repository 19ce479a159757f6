/** What the events of checks and the decisions of applicants lead to, decided in one transaction each. */
@NullMarked
package org.dupcheck.notifier.events;

import org.jspecify.annotations.NullMarked;
