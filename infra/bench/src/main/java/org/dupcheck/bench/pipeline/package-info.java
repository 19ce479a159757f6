/** How long the way of a submission takes, and where the time goes. */
@NullMarked
package org.dupcheck.bench.pipeline;

import org.jspecify.annotations.NullMarked;
