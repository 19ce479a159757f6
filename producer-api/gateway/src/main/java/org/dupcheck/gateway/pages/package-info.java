/** The pages, put together. */
@NullMarked
package org.dupcheck.gateway.pages;

import org.jspecify.annotations.NullMarked;
