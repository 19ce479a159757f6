/** The keys that programs call the API with, as operators see to them. */
@NullMarked
package org.dupcheck.gateway.keys;

import org.jspecify.annotations.NullMarked;
