/** What all readers share: what a reading comes to, how its sections are collected, and which text nobody sees. */
@NullMarked
package org.dupcheck.documents.reading;

import org.jspecify.annotations.NullMarked;
