/** One running process: its settings, what it stands on, its roles. */
@NullMarked
package org.dupcheck.dist.node;

import org.jspecify.annotations.NullMarked;
