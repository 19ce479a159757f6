package org.dupcheck.gateway.pages.applicants;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.reviews.OwnSubmissions;

/**
 * Tells whose a document is. Of one that was submitted, the submission says it. One that is only being written has no row
 * that could: its id does, as half of it is random and the other half is a hash of that and of the writer, so that the same
 * id is nobody else's. Thread-safe.
 */
final class OwnDocuments {
    /** Business type of what is written on our page. */
    static final String TYPE = "project";

    private static final int HALF_BYTES = 8;

    private final Store store;
    private final SecureRandom random = new SecureRandom();

    OwnDocuments(Store store) {
        this.store = store;
    }

    /** A new document's id, 32 hex digits. */
    String newId(Caller person) {
        byte[] bytes = new byte[HALF_BYTES];
        random.nextBytes(bytes);
        String half = HexFormat.of().formatHex(bytes);
        return half + proof(half, person.subject());
    }

    private static String proof(String half, String subject) {
        return Sha256.of(half + ':' + subject).substring(0, 2 * HALF_BYTES);
    }

    private static boolean isOwnId(String id, String subject) {
        return id.length() == 4 * HALF_BYTES && id.endsWith(proof(id.substring(0, 2 * HALF_BYTES), subject));
    }

    /** Its newest submission that is kept, whatever has become of a newer one. */
    Optional<OwnSubmissions.Kept> newestKept(BusinessKey key) {
        return store.read(tables -> tables.ownSubmissions().newestKept(key));
    }

    /**
     * The document, if it is that person's.
     *
     * @throws ProblemException 404 where it is another's or nobody's: who asks learns nothing about it
     */
    void require(Caller person, BusinessKey key) {
        Optional<String> owner = store.read(tables -> tables.ownSubmissions().ownerOf(key));
        boolean own = owner.map(person.subject()::equals)
                .orElseGet(() -> key.businessType().equals(TYPE) && isOwnId(key.businessId(), person.subject()));
        if (!own) {
            throw ProblemException.notFound("you have no such document");
        }
    }
}
