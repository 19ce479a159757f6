package org.dupcheck.gateway.pages.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.gateway.pages.text.MarkedText.Paragraph;
import org.dupcheck.gateway.pages.text.MarkedText.Piece;
import org.dupcheck.gateway.pages.text.MarkedText.Span;
import org.junit.jupiter.api.Test;

final class MarkedTextTest {
    @Test
    void aPassageIsOnePieceAndIsNumberedWhereItBegins() {
        MarkedText text = MarkedText.of("abcdef", List.of(new Span(2, 4, 7, 1)));
        assertThat(text.paragraphs())
                .containsExactly(new Paragraph(List.of(
                        new Piece("ab", -1, List.of(), List.of()),
                        new Piece("cd", 7, List.of(7), List.of(1)),
                        new Piece("ef", -1, List.of(), List.of()))));
    }

    @Test
    void whereTwoOverlapAPieceHasBothTheLargerSourceFirst() {
        MarkedText text = MarkedText.of("abcdef", List.of(new Span(0, 4, 5, 2), new Span(2, 6, 1, 0)));
        assertThat(text.paragraphs().get(0).pieces())
                .extracting(Piece::text, Piece::passageWords, Piece::sourceWords, Piece::begins)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ab", "5", "2", 5),
                        org.assertj.core.groups.Tuple.tuple("cd", "1 5", "0 2", 1),
                        org.assertj.core.groups.Tuple.tuple("ef", "1", "0", -1));
    }

    @Test
    void aPassageOverTwoLinesGoesOnInTheSecond() {
        MarkedText text = MarkedText.of("ab\ncd", List.of(new Span(1, 4, 0, 0)));
        assertThat(text.paragraphs()).hasSize(2);
        assertThat(text.paragraphs().get(1).pieces())
                .containsExactly(new Piece("c", -1, List.of(0), List.of(0)), new Piece("d", -1, List.of(), List.of()));
    }

    @Test
    void anEmptyTextIsAnEmptyParagraph() {
        assertThat(MarkedText.of("", List.of(new Span(0, 3, 0, 0))).paragraphs())
                .containsExactly(new Paragraph(List.of()));
    }

    @Test
    void whateverIsMarkedTheTextStaysTheSameAndEveryCharacterKnowsItsPassages() {
        long seed = new Random().nextLong();
        System.out.println("marked text: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = text(random);
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < random.nextInt(12); i++) {
                int start = random.nextInt(text.length() + 1);
                spans.add(new Span(start, start + random.nextInt(30), i, random.nextInt(5)));
            }
            MarkedText marked = MarkedText.of(text, spans);
            assertThat(marked.paragraphs().stream()
                            .map(paragraph ->
                                    paragraph.pieces().stream().map(Piece::text).collect(Collectors.joining()))
                            .collect(Collectors.joining("\n")))
                    .isEqualTo(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
            check(text, spans, marked);
        }
    }

    private static void check(String text, List<Span> spans, MarkedText marked) {
        int at = 0;
        for (Paragraph paragraph : marked.paragraphs()) {
            for (Piece piece : paragraph.pieces()) {
                for (int i = 0; i < piece.text().length(); i++) {
                    int offset = at + i;
                    Set<Integer> expected = spans.stream()
                            .filter(span -> span.start() <= offset && offset < span.end())
                            .map(Span::number)
                            .collect(Collectors.toSet());
                    assertThat(new HashSet<>(piece.passages())).isEqualTo(expected);
                }
                at += piece.text().length();
            }
            at++;
        }
        assertThat(at - 1).isBetween(text.length() - 1, text.length());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(80);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(8) == 0 ? '\n' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
