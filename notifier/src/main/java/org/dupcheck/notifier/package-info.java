/** Tells applicants, and takes their decisions: site messages, SMS, confirmations, work orders. */
@NullMarked
package org.dupcheck.notifier;

import org.jspecify.annotations.NullMarked;
