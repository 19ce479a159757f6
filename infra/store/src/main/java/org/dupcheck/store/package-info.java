/**
 * The tables of the contract: their migrations, their statements with typed rows and states, and how long what they hold
 * is kept. One package for each group of tables; all SQL of dupcheck is here.
 */
@NullMarked
package org.dupcheck.store;

import org.jspecify.annotations.NullMarked;
