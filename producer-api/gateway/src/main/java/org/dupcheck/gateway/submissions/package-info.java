/** Takes submissions, pre-checks and withdrawals, and waits for their verdicts. */
@NullMarked
package org.dupcheck.gateway.submissions;

import org.jspecify.annotations.NullMarked;
