/** What a Java business module puts on its classpath: a publisher of submissions and the like,
 * listeners for verdicts and for work orders. */
@NullMarked
package org.dupcheck.client;

import org.jspecify.annotations.NullMarked;
