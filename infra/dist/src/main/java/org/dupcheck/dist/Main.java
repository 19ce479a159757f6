package org.dupcheck.dist;

/** The one runnable class. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println(System.getProperty("java.class.path"));
    }
}
