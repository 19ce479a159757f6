package org.dupcheck.notifier;

/** What tests of other packages do with a role by hand, as its loop and threads would. */
public record RoleParts(NotifierRole role) {
    public static RoleParts of(NotifierRole role) {
        return new RoleParts(role);
    }

    /** Handles a record. */
    public void hand(TestDelivery delivery) {
        role.handler().handle(delivery);
    }

    /** Works off what is due about decisions: reminders, ends, reviewers, answers. */
    public void decide() {
        int unused = role.decisions().workOff();
    }

    /** Publishes the commands that are due. */
    public void publish() {
        int unused = role.commands().workOff();
    }
}
