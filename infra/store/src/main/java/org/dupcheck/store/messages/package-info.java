/**
 * The table of the messages on the site: {@code site_message}.
 */
@NullMarked
package org.dupcheck.store.messages;

import org.jspecify.annotations.NullMarked;
