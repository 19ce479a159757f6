/** What could not be processed: told to operators, and published once more by them. */
@NullMarked
package org.dupcheck.gateway.deadletters;

import org.jspecify.annotations.NullMarked;
