package org.dupcheck.gateway.pages.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log, in the reader's words.
 *
 * @param who a name or a user's id; that the rules decided, that it is not said, or that it is forgotten
 * @param userId of who decided, to look for more of the same; null where none is known
 * @param links where what it is about is shown
 */
public record AuditLine(
        AuditedEntry entry,
        String action,
        String who,
        @Nullable String userId,
        AuditLinks links) {
    static AuditLine of(AuditedEntry entry, Map<String, String> names, Texts texts, AuditLinks.Reader reader) {
        Optional<AuditAction> known = action(entry);
        AuditedEntry.Person person = entry.person();
        String userId = person == null ? null : person.userId();
        return new AuditLine(
                entry,
                // a later version may write what this one does not know
                known.map(texts::name).orElse(entry.action()),
                userId == null ? nobody(entry, known, texts) : names.getOrDefault(userId, userId),
                userId,
                AuditLinks.of(entry, known.orElse(null), reader));
    }

    private static Optional<AuditAction> action(AuditedEntry entry) {
        return Arrays.stream(AuditAction.values())
                .filter(known -> known.name().equals(entry.action()))
                .findFirst();
    }

    private static String nobody(AuditedEntry entry, Optional<AuditAction> action, Texts texts) {
        if (entry.person() == null) {
            return texts.lookup("audit.forgotten");
        }
        return texts.lookup(action.filter(AuditAction::isByRules).isPresent() ? "audit.rules" : "audit.notSaid");
    }

    /** Why, in somebody's words; empty where nothing was said, or it is forgotten. */
    public String why() {
        AuditedEntry.Person person = entry.person();
        return person == null || person.note() == null ? "" : person.note();
    }
}
