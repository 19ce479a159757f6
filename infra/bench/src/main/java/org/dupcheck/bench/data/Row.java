package org.dupcheck.bench.data;

import org.dupcheck.bench.measure.BenchException;

/** A line of a file. The reader leaves null what a line does not have, and then asks it to check itself. */
public interface Row {
    /** @throws BenchException where a field is missing or wrong */
    void check();

    /** @throws BenchException where the line does not have what it must have */
    static void require(boolean holds, String fields) {
        if (!holds) {
            throw new BenchException("a line needs the fields " + fields);
        }
    }
}
