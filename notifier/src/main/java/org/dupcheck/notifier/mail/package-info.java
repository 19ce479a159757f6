/** E-mail to applicants who have named an address. */
@NullMarked
package org.dupcheck.notifier.mail;

import org.jspecify.annotations.NullMarked;
