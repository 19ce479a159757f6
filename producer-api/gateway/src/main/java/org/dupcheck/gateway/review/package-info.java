/** What reviewers do about verdicts: decisions, and figures without what is left out. */
@NullMarked
package org.dupcheck.gateway.review;

import org.jspecify.annotations.NullMarked;
