package org.dupcheck.gateway.policies;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.policies.Policies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows and saves policies: the same for programs and for pages. A saved one is written to the database at once: it is no
 * message that somebody consumes, and who saves it is to know, by the answer, that checks which begin from now on are under
 * it. Thread-safe.
 */
public final class PolicyService {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyService.class);

    private final Store store;
    private final JsonCodec codec;
    private final Clock clock;

    /** @param codec of what is stored */
    public PolicyService(Store store, JsonCodec codec, Clock clock) {
        this.store = store;
        this.codec = codec;
        this.clock = clock;
    }

    /** The policy in force; the built-in one where none was ever saved. */
    public Policy inForce(String businessType) {
        return store.read(tables -> tables.policies().inForce(codec, businessType));
    }

    /** @throws ProblemException 404 where there never was such a version */
    public Policy version(String businessType, long version) {
        return store.read(tables -> tables.policies().find(codec, businessType, version))
                .orElseThrow(() -> ProblemException.notFound("there is no such version"));
    }

    /** The versions that were saved, the newest first, so many at most. */
    public List<Policies.Version> versions(String businessType, int limit) {
        return store.read(tables -> tables.policies().versions(businessType, limit));
    }

    /** The newest version of each type that has one, by type, so many at most. */
    public List<Policies.Version> newest(int limit) {
        return store.read(tables -> tables.policies().newest(limit));
    }

    /** The business types of which there are submissions, by name, so many at most. */
    public List<String> types(int limit) {
        return store.read(tables -> tables.reviewDesk().types(limit));
    }

    /** Whether something is there of that type: a policy, or a submission. */
    public boolean isKnown(String businessType) {
        return store.read(tables -> tables.policies().isKnown(businessType));
    }

    /**
     * Puts a policy in force. What is open of its type is checked again in the background, unless nothing has changed.
     *
     * @param expected the version that must be in force for it; null where any may be
     * @return what is in force then, under its new version
     * @throws ProblemException STALE_POLICY where another version is in force
     */
    public Policy save(Caller caller, Policy policy, @Nullable Long expected) {
        Saved saved = store.inTransaction(tables -> save(tables, caller, policy, expected))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.STALE_POLICY,
                        null,
                        "another version than " + expected + " is in force: read it and begin from there"));
        if (saved.changed()) {
            // once more when all can see it: a check that ended meanwhile may not have
            store.run(tables -> requestRechecks(tables, policy.businessType()));
            LOG.info(
                    "{} put version {} of the policy of {} in force",
                    caller.subject(),
                    saved.policy().version(),
                    policy.businessType());
        }
        return saved.policy();
    }

    /** @param changed whether it is another version than before */
    private record Saved(Policy policy, boolean changed) {}

    private Optional<Saved> save(Tables tables, Caller caller, Policy policy, @Nullable Long expected) {
        long before = tables.policies().inForce(codec, policy.businessType()).version();
        Optional<Saved> saved = tables.policies()
                .save(codec, policy, expected, now())
                .map(stored -> new Saved(stored, stored.version() != before));
        if (saved.isPresent() && saved.get().changed()) {
            requestRechecks(tables, policy.businessType());
            String type = policy.businessType();
            String version = "version " + saved.get().policy().version();
            tables.auditLog().add(AuditEntry.of(AuditAction.POLICY_SAVED, type, type, version, caller.subject()));
        }
        return saved;
    }

    private void requestRechecks(Tables tables, String businessType) {
        tables.recheckRequests().ofAll(businessType, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
