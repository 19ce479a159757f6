/** What operators did about dead letters. */
@NullMarked
package org.dupcheck.store.deadletters;

import org.jspecify.annotations.NullMarked;
