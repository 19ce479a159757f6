/** What people see: widths, bars, tables. */
@NullMarked
package org.dupcheck.app.terminal;

import org.jspecify.annotations.NullMarked;
