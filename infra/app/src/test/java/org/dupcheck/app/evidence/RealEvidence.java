package org.dupcheck.app.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictId;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.gateway.verdicts.Evidence;

/** Evidence of verdicts that the engine makes of random texts, some of them copied, edited and reordered. */
final class RealEvidence {
    /** As the built-in policy has it, and quotations besides. */
    private static final CheckOptions OPTIONS = new CheckOptions(Set.of(), true, true, true, false, List.of());
    /** As the built-in policy has it, and common text counts. */
    static final Policy COUNTING = Policy.builtIn("application").withCommonTextCounting(true);

    private static final JsonCodec CODEC = new JsonCodec();
    private static final String[] ODD = {
        "，", "。\n", " ", "\uD83D\uDE00", "\uD840\uDC0B", "㍿", "①", "ABC ", "2026", "é", "\u200b"
    };
    private static final BusinessKey KEY = new BusinessKey("application", "SQ-1");

    private final Random random;
    private final int alphabet;
    private final Policy policy;

    RealEvidence(long seed) {
        this(seed, Policy.builtIn("application"));
    }

    /** @param policy the built-in one, but that common text may count */
    RealEvidence(long seed, Policy policy) {
        this.policy = policy;
        random = new Random(seed);
        alphabet = 200 + random.nextInt(3_000);
    }

    Evidence next() {
        Map<Document.Id, Document> references = new LinkedHashMap<>();
        String common = text(200);
        int holders = random.nextInt(3) == 0 ? 40 : 3;
        for (int i = 0; i < 60; i++) {
            Document.Id id = new Document.Id(i % 2 == 0 ? "initiation" : "promotion", "D-" + i);
            String first = text(100 + random.nextInt(400));
            references.put(
                    id,
                    new Document(
                            id,
                            "owner",
                            List.of(
                                    new Document.Section("背景", i < holders ? first + common + text(50) : first),
                                    new Document.Section("路线", text(50 + random.nextInt(300))))));
        }
        List<Section> sections = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int s = 0; s < count; s++) {
            sections.add(new Section("第" + s + "节", section(List.copyOf(references.values()), common)));
        }
        return evidence(sections, references);
    }

    private String section(List<Document> references, String common) {
        StringBuilder text = new StringBuilder(text(random.nextInt(200)));
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            Document from = references.get(random.nextInt(references.size()));
            String source = from.sections().get(random.nextInt(2)).text();
            int start = border(source, random.nextInt(source.length()));
            int end = border(source, Math.min(source.length(), start + 30 + random.nextInt(200)));
            String copy = source.substring(start, end);
            text.append(
                    switch (random.nextInt(6)) {
                        case 0 -> edited(copy, 5);
                        case 1 -> edited(copy, 12);
                        case 2 ->
                            copy.substring(border(copy, copy.length() / 2))
                                    + text(3)
                                    + copy.substring(0, border(copy, copy.length() / 2));
                        case 3 -> copy + text(5) + copy;
                        case 5 -> random.nextInt(4) == 0 ? "“" + copy + "”[1]" : copy;
                        case 4 -> random.nextInt(3) == 0 ? common : copy;
                        default -> copy;
                    });
            text.append(text(random.nextInt(120)));
        }
        return text.length() == 0 ? "空" : text.toString();
    }

    private static int border(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private String edited(String text, int every) {
        StringBuilder edited = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (random.nextInt(every * 3)) {
                case 0 -> edited.append(character());
                case 1 -> edited.appendCodePoint(c).append(character());
                case 2 -> {
                    // left out
                }
                default -> edited.appendCodePoint(c);
            }
        });
        return edited.toString();
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(random.nextInt(12) == 0 ? ODD[random.nextInt(ODD.length)] : character());
        }
        return text.toString();
    }

    private String character() {
        double rare = random.nextDouble();
        return String.valueOf((char) (0x4E00 + (int) (rare * rare * alphabet)));
    }

    private Evidence evidence(List<Section> sections, Map<Document.Id, Document> references) {
        ReferenceIndex index = ReferenceIndex.empty(EngineSettings.defaults());
        List<Change> changes = new ArrayList<>();
        references.forEach((id, document) -> changes.add(new Change.Put(document)));
        index.apply(changes, 7);
        Document submission = new Document(
                new Document.Id(KEY.businessType(), KEY.businessId()),
                null,
                sections.stream()
                        .map(section -> new Document.Section(section.key(), section.text()))
                        .toList());
        List<Signal> ofFile =
                random.nextBoolean() ? List.of(new Signal(SignalKind.HIDDEN_TEXT, null, 0, 0, 3)) : List.of();
        CheckOptions options = OPTIONS.withCommonTextCounting(policy.commonTextCounts());
        return evidence(verdict(sections, ofFile, index.view().compare(submission, options)), sections, references);
    }

    private Verdict verdict(List<Section> sections, List<Signal> ofFile, Comparison found) {
        String hash = ContentHash.of(new Submission(
                KEY.businessType(), KEY.businessId(), 3, Mode.SUBMIT, null, sections, null, null, null, ofFile));
        List<Signal> signals = new ArrayList<>(ofFile);
        found.signals()
                .forEach(s -> signals.add(
                        new Signal(SignalKind.valueOf(s.kind().name()), s.section(), s.start(), s.end(), s.count())));
        List<ConfirmationReason> reasons = new ArrayList<>();
        boolean duplicates = !found.matches().isEmpty() || found.commonText().countedTokens() > 0;
        if (duplicates) {
            reasons.add(ConfirmationReason.DUPLICATES);
        }
        if (found.tokens() < 30) {
            reasons.add(ConfirmationReason.TOO_LITTLE_TEXT);
        }
        if (signals.stream().anyMatch(signal -> signal.kind() == SignalKind.SEARCH_LIMIT)) {
            reasons.add(ConfirmationReason.SEARCH_LIMIT);
        }
        String engine = ReferenceIndex.engineVersion();
        return new Verdict(
                VerdictId.of(KEY, null, 3, Mode.SUBMIT, hash, 7, 6, engine, "s", 0, ""),
                KEY.businessType(),
                KEY.businessId(),
                3,
                Mode.SUBMIT,
                hash,
                duplicates ? ResultState.DUPLICATES : ResultState.NONE,
                7,
                6,
                engine,
                "s",
                0,
                VerdictReason.FIRST,
                Instant.parse("2026-11-28T14:27:40.996577Z"),
                found.containment(),
                found.longestRun(),
                found.tokens(),
                found.matchedTokens(),
                found.sections().stream()
                        .map(s -> new Verdict.SectionResult(s.key(), s.containment(), s.tokens(), s.matchedTokens()))
                        .toList(),
                ratios(found),
                found.tokens() < 30,
                commonText(found.commonText()),
                signals,
                reasons,
                found.matches().stream().map(RealEvidence::match).toList());
    }

    private List<Verdict.Ratio> ratios(Comparison found) {
        List<Verdict.Ratio> ratios = new ArrayList<>();
        int tokens = found.raw().tokens();
        int matched = found.raw().matchedTokens();
        ratios.add(new Verdict.Ratio(Verdict.Ratio.RAW, share(matched, tokens), tokens, matched, 0));
        for (Comparison.Exclusion exclusion : found.exclusions()) {
            tokens -= exclusion.tokens();
            matched -= exclusion.matchedTokens() + exclusion.restTokens();
            ratios.add(new Verdict.Ratio(
                    exclusion.kind().name(), share(matched, tokens), tokens, matched, exclusion.tokens()));
        }
        if (policy.commonTextCounts()) {
            matched += found.commonText().countedTokens();
            ratios.add(new Verdict.Ratio(Verdict.Ratio.COMMON_TEXT, share(matched, tokens), tokens, matched, 0));
        }
        return ratios;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private Verdict.CommonText commonText(Comparison.CommonText common) {
        return new Verdict.CommonText(
                common.tokens(),
                policy.commonTextCounts() ? common.longestRun() : null,
                common.passages().stream()
                        .map(p -> new Verdict.CommonPassage(
                                p.section(),
                                p.start(),
                                p.end(),
                                p.documents(),
                                p.examples().stream()
                                        .map(id -> new Verdict.Source(id.type(), id.id(), null))
                                        .toList()))
                        .toList());
    }

    private static Verdict.Match match(Comparison.Match match) {
        return new Verdict.Match(
                match.document().type(),
                match.document().id(),
                1,
                "题",
                match.containment(),
                match.longestRun(),
                match.passages().stream()
                        .map(p -> new Verdict.Passage(
                                p.section(),
                                p.start(),
                                p.end(),
                                p.sourceSection(),
                                p.sourceStart(),
                                p.sourceEnd(),
                                p.similarity()))
                        .toList());
    }

    private Evidence evidence(Verdict verdict, List<Section> sections, Map<Document.Id, Document> references) {
        List<Evidence.ReferenceText> texts = new ArrayList<>();
        for (Verdict.Match match : verdict.matches()) {
            Set<String> keys = match.passages().stream()
                    .map(Verdict.Passage::sourceSection)
                    .collect(Collectors.toSet());
            texts.add(new Evidence.ReferenceText(
                    match.documentType(),
                    match.documentId(),
                    1,
                    references.get(new Document.Id(match.documentType(), match.documentId())).sections().stream()
                            .filter(section -> keys.contains(section.key()))
                            .map(section -> new Evidence.SectionText(
                                    section.key(),
                                    section.text(),
                                    ContentHash.of(new Section(section.key(), section.text()))))
                            .toList()));
        }
        String json = new String(CODEC.write(verdict), StandardCharsets.UTF_8);
        return bundle(json, verdict.verdictId(), policy, sections, texts);
    }

    static Evidence bundle(
            String verdict,
            String verdictId,
            Policy policy,
            List<Section> sections,
            List<Evidence.ReferenceText> texts) {
        return new Evidence(
                Evidence.FORMAT, verdictId, null, policy, verdict, sha256(verdict), sections, texts, List.of());
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
