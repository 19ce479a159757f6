/**
 * From candidates to passages: common runs are joined to chains, chains extended at their borders and gathered to boxes,
 * and each box judged by the information that its matching tokens carry.
 */
@NullMarked
package org.dupcheck.engine.align;

import org.jspecify.annotations.NullMarked;
