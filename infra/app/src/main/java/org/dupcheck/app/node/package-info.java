/** One running process: its settings, what it stands on, its roles. */
@NullMarked
package org.dupcheck.app.node;

import org.jspecify.annotations.NullMarked;
