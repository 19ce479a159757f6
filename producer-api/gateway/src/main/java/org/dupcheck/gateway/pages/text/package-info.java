/** Texts with their passages marked, for whoever may see them. */
@NullMarked
package org.dupcheck.gateway.pages.text;

import org.jspecify.annotations.NullMarked;
