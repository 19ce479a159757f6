package org.dupcheck.contract;

import org.jspecify.annotations.Nullable;

/**
 * For whom a message was sent: a person, or a program with a key. It is not part of the message, whose content may name somebody
 * else or nobody, and gives no right; the audit log tells it.
 *
 * @param type as the Auth Context extension of CloudEvents has it, such as {@code app_user} or {@code api_key}
 * @param id names who it is for good, 1 to 255 characters
 */
public record Sender(String type, String id) {
    /** Characters of an id; consumers take a longer one for none. */
    public static final int MAX_ID_LENGTH = 255;

    /** @throws IllegalArgumentException where the id is empty, too long or not plain text */
    public Sender {
        if (!isId(id)) {
            throw new IllegalArgumentException("a sender's id has 1 to " + MAX_ID_LENGTH + " characters, all visible");
        }
    }

    /** A person who uses the pages or a module. */
    public static Sender person(String userId) {
        return new Sender("app_user", userId);
    }

    /** A program that has a key. */
    public static Sender key(String id) {
        return new Sender("api_key", id);
    }

    /** The id that a record's header has; null where it has none that can be one. */
    public static @Nullable String idIn(@Nullable String header) {
        return header != null && isId(header) ? header : null;
    }

    private static boolean isId(String id) {
        return !id.isBlank() && id.length() <= MAX_ID_LENGTH && id.chars().noneMatch(Character::isISOControl);
    }
}
