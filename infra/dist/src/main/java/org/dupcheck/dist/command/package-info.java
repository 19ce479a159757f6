/** The commands of the command line. */
@NullMarked
package org.dupcheck.dist.command;

import org.jspecify.annotations.NullMarked;
