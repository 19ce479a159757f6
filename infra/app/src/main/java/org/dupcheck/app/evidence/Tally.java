package org.dupcheck.app.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts what was found true of one claim. Not thread-safe. */
final class Tally {
    private static final int MAX_FAULTS = 20;

    private final String name;
    private final List<String> faults = new ArrayList<>();
    private String openFor = "";
    private long held;
    private long open;
    private long faulty;

    Tally(String name) {
        this.name = name;
    }

    /** @param fault what is said where it does not hold */
    void check(boolean holds, String fault) {
        if (holds) {
            held++;
        } else {
            fail(fault);
        }
    }

    void fail(String fault) {
        faulty++;
        if (faults.size() < MAX_FAULTS) {
            faults.add(fault);
        }
    }

    /** One that cannot be checked. */
    void open(String reason) {
        open++;
        openFor = reason;
    }

    /** @param what the things that were counted, in the plural */
    Claim claim(String what) {
        long all = held + open + faulty;
        String figures = String.format(Locale.ROOT, "%,d of %,d %s", held, all, what);
        if (open > 0) {
            figures += String.format(Locale.ROOT, "; %,d cannot be checked: %s", open, openFor);
        }
        if (faulty > faults.size()) {
            faults.add(String.format(Locale.ROOT, "and %,d more", faulty - faults.size()));
        }
        return new Claim(
                name,
                faulty > 0 ? Claim.Outcome.FALSE : open > 0 ? Claim.Outcome.OPEN : Claim.Outcome.TRUE,
                figures,
                faults);
    }
}
