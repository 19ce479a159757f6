package org.dupcheck.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets a wait of Awaitility that names no time last a minute. Its own ten seconds are missed on a machine that does a dozen
 * other things, and a wait that is fulfilled ends at once all the same. JUnit finds this by {@code META-INF/services} in
 * each module that has the testkit in its tests. Stateless.
 */
public final class Patience implements LauncherSessionListener {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
