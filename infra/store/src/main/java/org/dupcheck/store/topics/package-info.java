/** What the tables keep of the records that changes came in. */
@NullMarked
package org.dupcheck.store.topics;

import org.jspecify.annotations.NullMarked;
