package org.dupcheck.gateway.pages.operations;

import java.util.Arrays;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.store.messages.MessageKind;

/** What a message tells, in words. Events of webhooks are called as the contract calls them. */
public final class MessageKinds {
    private MessageKinds() {}

    /** Whether there are words for it; another version may write what this one does not know. */
    public static boolean isKnown(String kind) {
        return Arrays.stream(MessageKind.values())
                .anyMatch(known -> known.name().equals(kind));
    }

    /** The words, or the kind itself. */
    public static String words(Texts texts, String kind) {
        return isKnown(kind) ? texts.name(MessageKind.valueOf(kind)) : kind;
    }
}
