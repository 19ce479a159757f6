/** How right the engine is: what it finds of passages whose place is known, beside what its peers find. */
@NullMarked
package org.dupcheck.bench.quality;

import org.jspecify.annotations.NullMarked;
