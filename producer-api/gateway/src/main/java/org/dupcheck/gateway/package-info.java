/** The role that serves the HTTP API, its settings, and how it is put together. */
@NullMarked
package org.dupcheck.gateway;

import org.jspecify.annotations.NullMarked;
