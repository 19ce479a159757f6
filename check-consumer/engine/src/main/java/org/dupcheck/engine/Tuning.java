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

    static final int HOT = i("hot", 40);
    static final int WINDOW_GAP = i("wgap", 400);
    static final int CANDIDATE_BITS = (int) (d("cbits", 30) * 64);
    static final int CANDIDATES = i("cands", 60);
    static final int PAD = i("pad", 150);
    static final int CHAIN_GAP = i("cgap", 20);
    static final int SKIP_COST = (int) (d("skip", 1.3) * 64);
    static final int SHIFT_COST = (int) (d("shift", .3) * 64);
    static final int CHAIN_BITS = (int) (d("chainbits", 30) * 64);
    static final double X_EDIT = d("xedit", .7);
    static final double X_DROP = d("xdrop", 3);
    static final int X_BAND = i("xband", 8);
    static final int BOX_GAP = i("bgap", 150);
    static final double BOX_COVER = d("bcover", .2);
    static final double UNCOVERED = d("unc", 2);
    static final int MIN_TOKENS = i("mintok", 30);
    static final double EXPLAINED = d("expl", .25);
    static final double COVERED = d("covered", .5);
}
