package org.dupcheck.bench.quality;

import java.util.List;

/** The shortest passages planted, of 60 characters of the reference document: how many of them were found. */
record ShortCases(int cases, int found) {
    static final int CHARACTERS = 60;

    static ShortCases among(List<QueryFile.Answer> answers) {
        int cases = 0;
        int found = 0;
        for (QueryFile.Answer answer : answers) {
            for (Pair planted : Pair.planted(answer.query())) {
                if (planted.rEnd() - planted.r() == CHARACTERS) {
                    cases++;
                    found += planted.hitsAmong(answer.found()).isEmpty() ? 0 : 1;
                }
            }
        }
        return new ShortCases(cases, found);
    }

    /** 1 where there is none. */
    double share() {
        return cases == 0 ? 1 : found / (double) cases;
    }
}
