/** Says which verdicts another policy would flip, before it is saved. */
@NullMarked
package org.dupcheck.check.preview;

import org.jspecify.annotations.NullMarked;
