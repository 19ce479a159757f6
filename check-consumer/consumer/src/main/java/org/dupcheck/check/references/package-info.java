/** The reference set as this node has it: an index that follows the database, and statistics that stand still for an epoch. */
@NullMarked
package org.dupcheck.check.references;

import org.jspecify.annotations.NullMarked;
