package org.dupcheck.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dupcheck.client.ListenerCounts;

/**
 * Whether all listeners run, whichever Boot asks. An outage of the brokers is no fault of the application's: it is waited out,
 * and a restart would not help.
 */
final class ListenerHealth {
    private final DupcheckListeners listeners;

    ListenerHealth(DupcheckListeners listeners) {
        this.listeners = listeners;
    }

    boolean up() {
        return listeners.all().stream().allMatch(listener -> listener.failure() == null);
    }

    /** By listener: what waits, what was set aside, and why it ended where it has. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (RunningListener listener : listeners.all()) {
            Map<String, Object> one = new LinkedHashMap<>();
            ListenerCounts counts = listener.counts();
            one.put("waiting", counts.waiting());
            one.put("setAside", counts.setAside());
            Throwable failure = listener.failure();
            if (failure != null) {
                one.put("ended", failure.toString());
            }
            details.put(listener.name(), one);
        }
        return details;
    }
}
