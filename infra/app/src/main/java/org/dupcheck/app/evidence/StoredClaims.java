package org.dupcheck.app.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictId;
import org.dupcheck.gateway.verdicts.Evidence;

/** Whether verdict and texts are those that their hashes and ids name. Stateless. */
final class StoredClaims {
    private StoredClaims() {}

    static Claim verdictHash(Evidence evidence) {
        Tally tally = new Tally("verdict hash");
        String found = sha256(evidence.verdict());
        tally.check(
                found.equals(evidence.verdictSha256()),
                "the verdict's SHA-256 is " + found + ", and not " + evidence.verdictSha256());
        return tally.claim("is that of the verdict's bytes");
    }

    /** The id follows from all that the verdict is pinned to. */
    static Claim verdictId(Bundle bundle) {
        Verdict verdict = bundle.verdict();
        Tally tally = new Tally("verdict id");
        tally.check(
                verdict.verdictId().equals(bundle.evidence().verdictId()),
                "the bundle is of " + bundle.evidence().verdictId() + ", the verdict is " + verdict.verdictId());
        String found = VerdictId.of(
                verdict.key(),
                bundle.evidence().sectionKey(),
                verdict.revision(),
                verdict.mode(),
                verdict.contentHash(),
                verdict.corpusVersion(),
                verdict.statisticsVersion(),
                verdict.engineVersion(),
                verdict.settingsVersion(),
                verdict.policyVersion(),
                VerdictId.open(verdict.openVersion(), verdict.pending()));
        tally.check(
                found.equals(verdict.verdictId()),
                "document, revision, mode, content and versions give the id " + found + ", and not "
                        + verdict.verdictId());
        return tally.claim("ids are as they must be");
    }

    static Claim contentHash(Bundle bundle) {
        Tally tally = new Tally("content hash");
        List<Section> sections = bundle.evidence().submission();
        if (sections == null) {
            tally.open(Bundle.TEXT_IS_MISSING);
        } else {
            tally.check(
                    hasHash(bundle.verdict(), sections),
                    "the text has the content hash " + ContentHash.of(sections) + ", and not "
                            + bundle.verdict().contentHash());
        }
        return tally.claim("is that of the text");
    }

    /**
     * What reading the submission's file brought to light is part of the content. The verdict tells it first, and then what
     * the engine saw; which of them the last ones are only the hash says.
     */
    private static boolean hasHash(Verdict verdict, List<Section> sections) {
        List<Signal> signals = verdict.signals();
        int least = 0;
        for (int i = 0; i < signals.size(); i++) {
            least = isOfTheEngine(signals.get(i).kind()) ? least : i + 1;
        }
        for (int count = least; count <= signals.size(); count++) {
            Submission content = new Submission(
                    verdict.businessType(),
                    verdict.businessId(),
                    verdict.revision(),
                    verdict.mode(),
                    null,
                    sections,
                    null,
                    null,
                    null,
                    signals.subList(0, count));
            if (ContentHash.of(content).equals(verdict.contentHash())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheEngine(SignalKind kind) {
        return kind == SignalKind.INVISIBLE_CHARACTERS
                || kind == SignalKind.MIXED_SCRIPT
                || kind == SignalKind.SEARCH_LIMIT;
    }

    static Claim referenceHashes(Bundle bundle) {
        Tally tally = new Tally("reference texts");
        for (Evidence.ReferenceText document : bundle.evidence().documents()) {
            for (Evidence.SectionText section : document.sections()) {
                String found = ContentHash.of(new Section(section.key(), section.text()));
                tally.check(
                        found.equals(section.hash()),
                        document.documentType() + ":" + document.documentId() + " " + section.key()
                                + ": the text has the hash " + found + ", and not " + section.hash());
            }
        }
        for (Verdict.Match match : bundle.verdict().matches()) {
            if (bundle.document(match) == null) {
                tally.open(Bundle.TEXT_IS_MISSING);
            }
        }
        return tally.claim("sections have the hash that they name");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
