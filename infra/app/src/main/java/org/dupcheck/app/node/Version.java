package org.dupcheck.app.node;

/** The version that runs. */
public final class Version {
    private Version() {}

    /** The jar's manifest knows; classes run from a folder have none. */
    public static String ofThisBuild() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
