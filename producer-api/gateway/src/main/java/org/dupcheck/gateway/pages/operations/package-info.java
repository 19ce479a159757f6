/** The operators' page: how all nodes together and this one are doing. */
@NullMarked
package org.dupcheck.gateway.pages.operations;

import org.jspecify.annotations.NullMarked;
