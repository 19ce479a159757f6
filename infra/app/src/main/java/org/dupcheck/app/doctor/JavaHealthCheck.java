package org.dupcheck.app.doctor;

import java.util.List;

/** Is this Java new enough? */
final class JavaHealthCheck implements HealthCheck {
    static final int FLOOR = 17;

    private final Runtime.Version version;

    JavaHealthCheck(Runtime.Version version) {
        this.version = version;
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                version.feature() >= FLOOR
                        ? Finding.fine("Java", version.toString())
                        : Finding.wrong(
                                "Java",
                                "this is Java " + version.feature(),
                                "install Java " + FLOOR + " or newer and set JAVA_HOME to it"));
    }
}
