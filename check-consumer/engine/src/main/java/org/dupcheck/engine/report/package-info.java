/**
 * From passages to the result: of those on the same part of the submission the best one counts, equal sections and runs
 * of the guaranteed length are added, and all is mapped to characters of the originals.
 */
@NullMarked
package org.dupcheck.engine.report;

import org.jspecify.annotations.NullMarked;
