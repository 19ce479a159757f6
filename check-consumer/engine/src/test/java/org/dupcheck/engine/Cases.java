package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes reference sets, submissions and options for trials at random: small ones in which much is in common. */
final class Cases {
    private static final String TEMPLATE = "项目申报单位承诺所填内容真实有效并承担相应法律责任\n负责人签字\n";

    private final Random random;
    private final Texts texts;

    Cases(Random random, Texts texts) {
        this.random = random;
        this.texts = texts;
    }

    /** Reference documents that have text in common. */
    List<Document> references() {
        String common = texts.text(60);
        List<Document> references = new ArrayList<>();
        int documents = 10 + random.nextInt(60);
        for (int d = 0; d < documents; d++) {
            List<Document.Section> sections = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int s = 0; s < count; s++) {
                String text = switch (random.nextInt(5)) {
                    case 0 -> texts.text(2 + random.nextInt(12));
                    case 1 -> TEMPLATE + texts.text(80);
                    case 2 -> texts.text(50) + common + texts.text(50);
                    default -> texts.text(60 + random.nextInt(400));
                };
                sections.add(new Document.Section("s" + random.nextInt(4), text));
            }
            references.add(
                    new Document(new Document.Id("t" + random.nextInt(2), "r" + d), "u" + random.nextInt(3), sections));
        }
        return references;
    }

    /** A submission that copies from them in many ways. */
    Document submission(List<Document> references) {
        List<Document.Section> sections = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        Document main = pick(references);
        for (int s = 0; s < count; s++) {
            String text = switch (random.nextInt(9)) {
                case 0 -> texts.text(random.nextInt(300));
                case 1 -> pick(main.sections()).text();
                case 2 -> texts.edited(pick(main.sections()).text(), .1) + texts.text(40);
                case 3 -> copies();
                case 4 -> texts.text(30) + "“" + cut(references) + "”[1]。\n参考文献\n" + cut(references) + "，2001\n";
                case 5 -> TEMPLATE + cut(references);
                case 6 -> pick(pick(references).sections()).text();
                case 7 -> cut(references) + cut(references) + "与\u200B众" + cut(references);
                default -> sections.isEmpty() ? "" : pick(sections).text();
            };
            sections.add(new Document.Section("q" + random.nextInt(20), text));
        }
        Document.Id id = random.nextInt(5) == 0 ? pick(references).id() : new Document.Id("t0", "q");
        return new Document(id, "u" + random.nextInt(3), sections);
    }

    private String copies() {
        return texts.text(20 + random.nextInt(30)).repeat(2 + random.nextInt(5));
    }

    private String cut(List<Document> references) {
        String text = pick(pick(references).sections()).text();
        int from = random.nextInt(text.length());
        return text.substring(from, Math.min(text.length(), from + 150)).replaceAll("[\uD800-\uDFFF\n]", "");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Options that leave out this and that. */
    CheckOptions options(List<Document> references) {
        return new CheckOptions(
                random.nextInt(3) == 0 ? Set.of(pick(references).id()) : Set.of(),
                random.nextInt(5) == 0 ? Set.of("t1") : Set.of(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? List.of(TEMPLATE) : List.of(),
                random.nextBoolean());
    }
}
