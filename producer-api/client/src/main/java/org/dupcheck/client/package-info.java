/** What a Java business module puts on its classpath: a publisher of submissions and the like, a listener for verdicts. */
@NullMarked
package org.dupcheck.client;

import org.jspecify.annotations.NullMarked;
