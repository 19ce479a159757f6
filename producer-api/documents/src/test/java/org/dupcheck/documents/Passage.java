package org.dupcheck.documents;

/** What the tests put into files of all kinds and look for. */
public final class Passage {
    public static final String REF = "每逢汛期由护林员沿沟道布设绊线式泥石流报警器，响铃后十分钟内撤离下游住户。";

    private Passage() {}
}
