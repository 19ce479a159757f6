/** The page of auditors. */
@NullMarked
package org.dupcheck.gateway.pages.audit;

import org.jspecify.annotations.NullMarked;
