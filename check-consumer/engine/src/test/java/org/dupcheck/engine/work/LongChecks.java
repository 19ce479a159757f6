package org.dupcheck.engine.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Texts;
import org.dupcheck.engine.Wanted;

/** Checks of one long section, of the kinds that make a check work hardest. Loaded by {@link CountedEngine}. */
public final class LongChecks implements Consumer<String> {
    private static final CheckOptions ALL =
            new CheckOptions(Set.of(), true, true, true, true, List.of("一、背景\n姓名 单位 电话\n"));

    /** Loops and calls from one question to the next at most: far less than a millisecond. */
    static final long MOST = 1 << 18;

    /** Runs the check of that name: {@code kind:characters}. */
    @Override
    public void accept(String name) {
        String kind = name.substring(0, name.indexOf(':'));
        int size = Integer.parseInt(name.substring(name.indexOf(':') + 1));
        List<Document> references = new ArrayList<>();
        Texts texts = new Texts(kind.hashCode(), 3_000);
        String text = text(kind, size, texts, references);
        boolean exact = kind.startsWith("exact");
        ReferenceIndex index = ReferenceIndex.empty(exact ? new EngineSettings(100, 0, 13) : EngineSettings.defaults());
        List<Change> changes = new ArrayList<>();
        references.forEach(document -> changes.add(new Change.Put(document)));
        index.apply(changes, 1);
        ReferenceIndex.View view = index.view();
        var statistics = view.statistics();
        Document submission = Texts.document("q", text);
        Work.start(MOST);
        Wanted wanted = kind.equals("unasked") ? Wanted.ALWAYS : Work::ask;
        ReferenceIndex.Query query = view.query(submission, ALL, statistics, wanted);
        view.compose(submission, view.sections(query, view.scan(query)), wanted);
        Work.ask();
    }

    private static String text(String kind, int size, Texts texts, List<Document> references) {
        switch (kind) {
            case "itself", "exact-itself" -> {
                String text = texts.text(size);
                references.add(Texts.document("r", text));
                return text;
            }
            case "fresh", "unasked" -> {
                for (int d = 0; d < 50; d++) {
                    references.add(Texts.document("r" + d, texts.text(3_000)));
                }
                return texts.text(size);
            }
            case "pieces" -> {
                StringBuilder text = new StringBuilder();
                for (int d = 0; text.length() < size; d++) {
                    String one = texts.text(3_000);
                    references.add(Texts.document("r" + d, one));
                    text.append(one);
                }
                return text.toString();
            }
            case "form", "exact-form" -> {
                String form = texts.text(2_000);
                for (int d = 0; d < 60; d++) {
                    references.add(Texts.document("r" + d, form + texts.text(300)));
                }
                StringBuilder text = new StringBuilder();
                while (text.length() < size) {
                    int from = texts.below(1_500);
                    text.append(form, from, from + 40 + texts.below(300));
                }
                return text.toString();
            }
            case "repeats" -> {
                String part = texts.text(size / 8);
                String text = part.repeat(8);
                references.add(Texts.document("r", text));
                return text;
            }
            case "one-character" -> {
                references.add(Texts.document("r", "甲".repeat(size)));
                return "甲".repeat(size);
            }
            case "marks" -> {
                references.add(Texts.document("r", "“".repeat(size)));
                return "“1 ".repeat(size / 6) + "а\u200Bb".repeat(size / 6);
            }
            case "common" -> {
                String common = texts.text(size);
                for (int d = 0; d < 60; d++) {
                    references.add(Texts.document("r" + d, common));
                }
                return common;
            }
            case "edited" -> {
                StringBuilder reference = new StringBuilder();
                StringBuilder text = new StringBuilder();
                String form = texts.text(40);
                while (text.length() < size) {
                    text.append(form, 0, 20 + texts.below(20)).append(texts.text(2));
                    reference.append(form, 0, 20 + texts.below(20)).append(texts.text(2));
                }
                for (int d = 0; d < 20; d++) {
                    references.add(Texts.document("r" + d, reference.substring(d * 1000)));
                }
                return text.toString();
            }
            default -> throw new IllegalArgumentException(kind);
        }
    }
}
