/** The commands of the command line. */
@NullMarked
package org.dupcheck.app.command;

import org.jspecify.annotations.NullMarked;
