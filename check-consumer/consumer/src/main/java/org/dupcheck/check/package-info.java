/** The check role: consumes submissions, scans the reference set, stores and announces verdicts. */
@NullMarked
package org.dupcheck.check;

import org.jspecify.annotations.NullMarked;
