package org.dupcheck.dist.demo;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;

/** The demo's texts: the reference documents that are there from the beginning, and a writer for more. Not thread-safe. */
final class Library {
    /** Characters of a section at least; an application has five. */
    static final int SECTION = 300;

    private final ApplicationWriter writer;
    private final List<Application> references = new ArrayList<>();
    private int taken;

    Library(long seed, int documents) {
        writer = new ApplicationWriter(seed);
        for (int i = 0; i < documents; i++) {
            references.add(writer.next(SECTION));
        }
    }

    /** A new application that has nothing in common with any other. */
    Application fresh() {
        return writer.next(SECTION);
    }

    /** A reference document that no scenario has used before. */
    int unused() {
        return taken++;
    }

    Application reference(int number) {
        return references.get(number);
    }

    static String id(int number) {
        return "LX-" + (1000 + number);
    }

    List<ReferenceEvent> events(CheckClient client) {
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            events.add(Stage.event(id(i), client.nextRevision(), ReferenceEventKind.APPROVED, references.get(i)));
        }
        return events;
    }

    int size() {
        return references.size();
    }
}
