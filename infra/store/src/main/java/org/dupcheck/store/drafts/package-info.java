/** What applicants write and have not submitted yet: {@code draft} and {@code draft_box}. */
@NullMarked
package org.dupcheck.store.drafts;

import org.jspecify.annotations.NullMarked;
