package org.dupcheck.app.doctor;

import java.util.List;

/** Looks at one thing. Never throws because of what it sees; takes a few seconds at most. */
@FunctionalInterface
public interface HealthCheck {
    List<Finding> findings();
}
