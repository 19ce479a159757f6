/** Who asks for a page: sign-in, sessions, roles, and what keeps others from acting in their name. */
@NullMarked
package org.dupcheck.gateway.pages.people;

import org.jspecify.annotations.NullMarked;
