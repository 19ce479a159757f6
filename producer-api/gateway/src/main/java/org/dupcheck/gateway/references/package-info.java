/** Takes changes of the reference set, and tells what it holds. */
@NullMarked
package org.dupcheck.gateway.references;

import org.jspecify.annotations.NullMarked;
