/** The texts that applicants read, in their language. */
@NullMarked
package org.dupcheck.notifier.messages;

import org.jspecify.annotations.NullMarked;
