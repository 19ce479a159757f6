package org.dupcheck.gateway;

import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/** Checks as clients see them: the database's row, unless a newer revision was accepted that has not begun. */
final class Checks {
    private final Database database;
    private final AcceptedSubmissions accepted;

    Checks(Database database, AcceptedSubmissions accepted) {
        this.database = database;
        this.accepted = accepted;
    }

    Optional<Check> find(BusinessKey key) {
        return Optional.ofNullable(known(key).check());
    }

    /**
     * What is known of a document.
     *
     * @param submitted whether the check shown is one whose work order has been submitted
     */
    record Known(@Nullable Check check, boolean submitted) {}

    Known known(BusinessKey key) {
        CheckRow row = database.read(session -> CheckQueries.find(session, key)).orElse(null);
        Check check = view(key, row);
        boolean submitted = row != null && check != null && row.submitted() && row.revision() == check.revision();
        return new Known(check, submitted);
    }

    /** The check of a document whose row is {@code row}; null where nothing is known of it. */
    @Nullable
    Check view(BusinessKey key, @Nullable CheckRow row) {
        return accepted.find(key)
                .filter(newest -> row == null || newest.revision() > row.revision())
                // a withdrawal that came too late changes nothing
                .filter(newest -> row == null || newest.mode() != Mode.WITHDRAW || !row.submitted())
                .map(newest -> queued(key, newest.revision(), newest.mode()))
                .orElseGet(() -> row == null ? null : row.toCheck());
    }

    /** A check that was accepted and has not begun. */
    static Check queued(BusinessKey key, long revision, Mode mode) {
        Map<String, String> links = Links.check(key, null);
        return new Check(
                key.businessType(), key.businessId(), revision, mode, CheckState.QUEUED, null, 0, 0, null, null, links);
    }
}
