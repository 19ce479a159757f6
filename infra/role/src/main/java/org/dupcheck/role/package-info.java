/** What every role is put together from: what it stands on, and what its consume loop has to know of the contract. */
@NullMarked
package org.dupcheck.role;

import org.jspecify.annotations.NullMarked;
