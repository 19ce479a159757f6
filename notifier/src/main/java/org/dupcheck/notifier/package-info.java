/** The role that tells applicants and takes their decisions: its settings, and how it is put together. */
@NullMarked
package org.dupcheck.notifier;

import org.jspecify.annotations.NullMarked;
