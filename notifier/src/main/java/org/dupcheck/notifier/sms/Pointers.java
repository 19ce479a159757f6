package org.dupcheck.notifier.sms;

import com.fasterxml.jackson.core.JsonPointer;

/** JSON pointers as somebody has written them. */
final class Pointers {
    private Pointers() {}

    /** @throws IllegalArgumentException whose message begins with {@code name} */
    static JsonPointer parse(String name, String pointer) {
        try {
            return JsonPointer.compile(pointer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": a JSON pointer such as /code expected", e);
        }
    }
}
