package org.dupcheck.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;

/** The demo's texts: the reference documents that are there from the beginning, and a writer for more. Not thread-safe. */
final class DemoTexts {
    /** Characters of a section at least; an application has five. */
    static final int SECTION = 260;

    private static final String SET_PHRASES = "预期成果";

    private static final int KEPT = 4;

    private final ApplicationWriter writer;
    private final List<Application> references = new ArrayList<>();
    private int used;

    DemoTexts(long seed, int documents) {
        writer = new ApplicationWriter(seed);
        for (int i = 0; i < documents; i++) {
            references.add(writer.next(SECTION));
        }
    }

    /**
     * A new application that has nothing in common with any other. It has no {@value #SET_PHRASES}: what the demo's grammar
     * has to say of them is so much alike that now and then two whole sections say the same, which is rightly found.
     */
    Application fresh() {
        Application application = writer.next(SECTION);
        return new Application(
                application.title(),
                application.sections().stream()
                        .filter(section -> !section.key().equals(SET_PHRASES))
                        .toList());
    }

    /**
     * The application with a passage of a reference document planted into it, one that no scenario has used before.
     *
     * @param length characters of the passage, roughly
     */
    Planted plant(Application target, String section, int length) {
        while (used < references.size()) {
            int number = used++;
            Optional<Planted> planted = Planted.plant(target, section, id(number), references.get(number), length);
            if (planted.isPresent()) {
                return planted.get();
            }
        }
        throw new IllegalStateException("no reference document left to copy from");
    }

    /** Whether there are documents left to copy from. One that does not fit is passed over, so some are kept for that. */
    boolean hasMoreToCopy() {
        return used < references.size() - KEPT;
    }

    static String id(int number) {
        return "LX-" + (1000 + number);
    }

    List<ReferenceEvent> events(CheckClient client) {
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            events.add(DemoSystem.event(id(i), client.nextRevision(), ReferenceEventKind.APPROVED, references.get(i)));
        }
        return events;
    }

    int size() {
        return references.size();
    }
}
