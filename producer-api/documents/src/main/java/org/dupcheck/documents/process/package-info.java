/** The process of its own that a file is read in: how it is started and asked, and which reader it gives a file to. */
@NullMarked
package org.dupcheck.documents.process;

import org.jspecify.annotations.NullMarked;
