/** The demonstration: its own texts, its scenarios, and the table that tells how they came out. */
@NullMarked
package org.dupcheck.app.demo;

import org.jspecify.annotations.NullMarked;
