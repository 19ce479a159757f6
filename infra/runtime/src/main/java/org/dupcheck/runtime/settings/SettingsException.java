package org.dupcheck.runtime.settings;

import java.util.List;

/** What the user has set is at fault. The message names every fault, one a line, and never a secret's value. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    public SettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
