/** Keys that programs call the API with. */
@NullMarked
package org.dupcheck.store.keys;

import org.jspecify.annotations.NullMarked;
