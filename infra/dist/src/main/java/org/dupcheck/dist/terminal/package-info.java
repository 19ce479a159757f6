/** What people see: widths, bars, tables. */
@NullMarked
package org.dupcheck.dist.terminal;

import org.jspecify.annotations.NullMarked;
