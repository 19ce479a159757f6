package org.dupcheck.engine;

/** Scratch for experiments. */
final class Tuning {
    private Tuning() {}

    static double d(String k, double v) {
        return Double.parseDouble(System.getProperty(k, Double.toString(v)));
    }

    static int i(String k, int v) {
        return Integer.getInteger(k, v);
    }

    static int HOT = i("hot", 40);
    static int WINDOW_GAP = 250;
    static int CANDIDATE_BITS = (int) (d("cbits", 30) * 64);
    static int CANDIDATES = i("cands", 60);
    static int PAD = i("pad", 150);
    static int CHAIN_GAP = i("cgap", 20);
    static int SKIP_COST = (int) (d("skip", 1.3) * 64);
    static int SHIFT_COST = 40;
    static int CHAIN_BITS = 14 * 64;
    static double X_EDIT = d("xedit", .7);
    static double X_DROP = d("xdrop", 3);
    static int X_BAND = i("xband", 8);
    static int BOX_GAP = i("bgap", 150);
    static double BOX_COVER = d("bcover", .2);
    static double UNCOVERED = d("unc", 2);
    static int MIN_TOKENS = i("mintok", 30);
    static double EXPLAINED = .2;
    static int WORD_MAX = 18, CHAR_MAX = 14;
    static double PRIOR2 = 30, PRIOR3 = 8;
    static double UNMATCHED = 2.5; static int UNMATCHED_CAP = 30;
    static int MOST_CHAINS = 200, STRONG_BITS = 30 * 64; static double GROWTH = .25, JOIN = 0;
    static double MERGE_BITS = 30;
    static double PEEL = .8;
    static double COVERED = d("covered", .5);
}
