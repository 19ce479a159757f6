/** What several resources share: the paths of the API, the way to Kafka, and waiting that holds no thread. */
@NullMarked
package org.dupcheck.gateway.common;

import org.jspecify.annotations.NullMarked;
