/**
 * The tables of checks: {@code check_task} and {@code submission} for submissions, {@code pre_check} and
 * {@code pre_check_text} for pre-checks, {@code verdict} for both, and {@code section_result} for what was found of sections.
 */
@NullMarked
package org.dupcheck.store.checks;

import org.jspecify.annotations.NullMarked;
