/** Who is asking, and what they may: roles, keys, tokens, and whose a document is. */
@NullMarked
package org.dupcheck.gateway.access;

import org.jspecify.annotations.NullMarked;
