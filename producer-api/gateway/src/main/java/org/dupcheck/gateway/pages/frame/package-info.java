/** What every page stands on: language, templates, style sheet and scripts, and errors a person can read. Knows no page. */
@NullMarked
package org.dupcheck.gateway.pages.frame;

import org.jspecify.annotations.NullMarked;
