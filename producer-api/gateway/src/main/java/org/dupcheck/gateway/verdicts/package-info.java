/** Hands out stored verdicts and their matches. */
@NullMarked
package org.dupcheck.gateway.verdicts;

import org.jspecify.annotations.NullMarked;
