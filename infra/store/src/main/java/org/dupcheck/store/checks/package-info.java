/**
 * The tables of checks: {@code check_task} and {@code submission} for submissions, {@code pre_check} and
 * {@code pre_check_text} for pre-checks, and {@code verdict} for both.
 */
@NullMarked
package org.dupcheck.store.checks;

import org.jspecify.annotations.NullMarked;
