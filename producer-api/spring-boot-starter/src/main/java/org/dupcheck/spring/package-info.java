/** The Java client in Spring Boot applications, 3.5 and 4.x. */
@NullMarked
package org.dupcheck.spring;

import org.jspecify.annotations.NullMarked;
