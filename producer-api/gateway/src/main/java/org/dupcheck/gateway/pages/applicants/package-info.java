/** What applicants do: write, check, submit, decide. Nobody sees here what is not their own. */
@NullMarked
package org.dupcheck.gateway.pages.applicants;

import org.jspecify.annotations.NullMarked;
