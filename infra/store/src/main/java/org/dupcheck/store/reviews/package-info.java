/** Checked submissions as reviewers and applicants see them: lines of lists, without the verdicts themselves. */
@NullMarked
package org.dupcheck.store.reviews;

import org.jspecify.annotations.NullMarked;
