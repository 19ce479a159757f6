/** Who decided what: the audit log, for auditors. */
@NullMarked
package org.dupcheck.gateway.audit;

import org.jspecify.annotations.NullMarked;
