package org.dupcheck.gateway;

import java.util.List;
import java.util.stream.IntStream;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.review.TokenReader;

/** Reads each letter as a token; where bibliography is left out, capitals do not count. For tests without the engine. */
public final class CharacterTokens implements TokenReader {
    @Override
    public Tokens read(String text, Policy policy) {
        List<Integer> places = IntStream.range(0, text.length())
                .filter(i -> Character.isLetterOrDigit(text.charAt(i)))
                .boxed()
                .toList();
        return new Tokens() {
            @Override
            public int size() {
                return places.size();
            }

            @Override
            public int token(int index) {
                return text.charAt(places.get(index));
            }

            @Override
            public int start(int index) {
                return places.get(index);
            }

            @Override
            public int end(int index) {
                return places.get(index) + 1;
            }

            @Override
            public boolean counts(int index) {
                return !policy.leftOut().bibliography() || !Character.isUpperCase(text.charAt(places.get(index)));
            }
        };
    }
}
