/** How people want to be told, as they choose it themselves. */
@NullMarked
package org.dupcheck.gateway.preferences;

import org.jspecify.annotations.NullMarked;
