package org.dupcheck.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dupcheck.app.evidence.Claim;
import org.dupcheck.app.evidence.EvidenceFile;
import org.dupcheck.app.evidence.EvidenceVerifier;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.gateway.verdicts.Evidence;
import org.dupcheck.runtime.failure.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a verdict's evidence by itself. */
@Command(
        name = "verify",
        description = {
            "Check a verdict's evidence, as GET /api/v1/verdicts/{verdictId}/evidence gives it: that hashes and ids are"
                    + " those of verdict and texts, that every passage stands on both sides, and that all figures follow from"
                    + " texts and passages. It needs no node, no database and no network.",
            "That a passage was missed, or how many documents hold common text, no evidence can show. Nor does it say who"
                    + " made the bundle: compare the verdict's SHA-256 with one from a source that you trust."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all was checked and is true",
            "1:something is false, or the file is no evidence",
            "3:nothing is false, but not all could be checked"
        },
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    /** Not all could be checked. */
    static final int NOT_ALL = 3;

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "The evidence; - for the standard input.")
    private String file = "";

    VerifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Evidence evidence = read();
        List<Claim> claims = EvidenceVerifier.verify(evidence);
        context.out().println("evidence of verdict " + evidence.verdictId());
        for (Claim claim : claims) {
            context.out()
                    .println(String.format(
                            Locale.ROOT, "%-5s  %-15s  %s", word(claim.outcome()), claim.name(), claim.figures()));
            claim.faults().forEach(fault -> context.out().println("       " + fault));
        }
        evidence.missing().forEach(missing -> context.out().println("missing: " + words(missing)));
        return conclude(claims);
    }

    private Evidence read() {
        try {
            if (file.equals("-")) {
                return EvidenceFile.read(System.in, "the standard input"); // not closed: it is the process's
            }
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                return EvidenceFile.read(in, file);
            }
        } catch (IOException e) {
            throw new UserFaultException(file + " cannot be read: " + Reason.of(e), e);
        }
    }

    private static String word(Claim.Outcome outcome) {
        return switch (outcome) {
            case TRUE -> "ok";
            case FALSE -> "FALSE";
            case OPEN -> "open";
        };
    }

    private static String words(Evidence.Missing missing) {
        String what = missing.documentType() == null
                ? "the text of the submission"
                : "the text of " + missing.documentType() + ":" + missing.documentId() + ", revision "
                        + missing.revision();
        return what
                + (missing.reason() == Evidence.Reason.TOO_LARGE
                        ? " (the evidence would be too large with it)"
                        : " (no longer kept)");
    }

    private int conclude(List<Claim> claims) {
        long wrong = count(claims, Claim.Outcome.FALSE);
        long open = count(claims, Claim.Outcome.OPEN);
        if (wrong > 0) {
            context.out().println(wrong + " of " + claims.size() + " checks failed");
            return DupcheckCommand.FAILED;
        }
        context.out()
                .println(
                        open > 0
                                ? "nothing is false; " + open + " of " + claims.size()
                                        + " checks could not be done, or not in full"
                                : "all " + claims.size() + " checks are true");
        return open > 0 ? NOT_ALL : DupcheckCommand.DONE;
    }

    private static long count(List<Claim> claims, Claim.Outcome outcome) {
        return claims.stream().filter(claim -> claim.outcome() == outcome).count();
    }
}
