/** People and programs known by an OpenID Connect issuer: who signs in to the pages, and whose token calls the API. */
@NullMarked
package org.dupcheck.gateway.access.oidc;

import org.jspecify.annotations.NullMarked;
