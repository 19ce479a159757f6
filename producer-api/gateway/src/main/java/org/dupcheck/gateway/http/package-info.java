/** HTTP without any resource: the server with its bounds, request parameters and bodies, answers and problems. */
@NullMarked
package org.dupcheck.gateway.http;

import org.jspecify.annotations.NullMarked;
