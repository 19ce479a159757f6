package org.dupcheck.app.evidence;

import java.io.IOException;
import java.io.InputStream;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.verdicts.Evidence;

/** Reads a bundle, of so many bytes at most. Stateless. */
public final class EvidenceFile {
    /** The gateway's bundles are smaller than half of that. */
    static final int MAX_BYTES = 128 << 20;

    private EvidenceFile() {}

    /**
     * Reads a bundle to the end of the stream.
     *
     * @param name what it is called in messages
     * @throws UserFaultException where it is too large or of another format
     * @throws org.dupcheck.contract.InvalidMessageException where it is no bundle
     */
    public static Evidence read(InputStream in, String name) throws IOException {
        byte[] json = in.readNBytes(MAX_BYTES + 1);
        if (json.length > MAX_BYTES) {
            throw new UserFaultException(name + " has more than " + (MAX_BYTES >> 20) + " MiB; no bundle is as large");
        }
        Evidence evidence = new JsonCodec().read(json, Evidence.class);
        if (!Evidence.FORMAT.equals(evidence.format())) {
            throw new UserFaultException(name + " is no bundle of evidence: its format is not " + Evidence.FORMAT);
        }
        require(evidence);
        return evidence;
    }

    private static void require(Evidence evidence) {
        WholeVerdict.require(evidence.verdictId(), "verdictId");
        WholeVerdict.require(evidence.verdict(), "verdict");
        WholeVerdict.require(evidence.documents(), "documents");
        WholeVerdict.require(evidence.missing(), "missing");
        if (evidence.submission() != null) {
            for (Section section : evidence.submission()) {
                WholeVerdict.require(section, "submission");
                WholeVerdict.require(section.key(), "submission.key");
                WholeVerdict.require(section.text(), "submission.text");
            }
        }
        for (Evidence.ReferenceText document : evidence.documents()) {
            WholeVerdict.require(document, "documents");
            WholeVerdict.require(document.documentType(), "documents.documentType");
            WholeVerdict.require(document.documentId(), "documents.documentId");
            WholeVerdict.require(document.sections(), "documents.sections");
            for (Evidence.SectionText section : document.sections()) {
                WholeVerdict.require(section, "documents.sections");
                WholeVerdict.require(section.key(), "documents.sections.key");
                WholeVerdict.require(section.text(), "documents.sections.text");
            }
        }
        evidence.missing().forEach(missing -> WholeVerdict.require(missing, "missing"));
    }
}
