/** The reviewers' pages: the desk and the report. */
@NullMarked
package org.dupcheck.gateway.pages.review;

import org.jspecify.annotations.NullMarked;
