/**
 * The tables of the work orders: {@code work_order}, {@code work_order_history}, {@code work_order_command} and
 * {@code confirmation}.
 */
@NullMarked
package org.dupcheck.store.workorders;

import org.jspecify.annotations.NullMarked;
