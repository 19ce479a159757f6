package org.dupcheck.app.node;

import java.util.Set;
import org.dupcheck.contract.Policy;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.TextTokens;
import org.dupcheck.gateway.review.TokenReader;

/** Reads texts by the engine of this node, for a gateway that does not know it. Stateless. */
public final class EngineTokenReader implements TokenReader {
    @Override
    public Tokens read(String text, Policy policy) {
        return new EngineTokens(TextTokens.of(text, options(policy)));
    }

    /** What a text alone tells; what a policy says of sources plays no part. */
    private static CheckOptions options(Policy policy) {
        return new CheckOptions(
                Set.of(),
                false,
                policy.leftOut().quotations(),
                policy.leftOut().bibliography(),
                false,
                policy.templates().stream().map(Policy.Template::text).toList());
    }

    private record EngineTokens(TextTokens tokens) implements Tokens {
        @Override
        public int size() {
            return tokens.size();
        }

        @Override
        public int token(int index) {
            return tokens.token(index);
        }

        @Override
        public int start(int index) {
            return tokens.start(index);
        }

        @Override
        public int end(int index) {
            return tokens.end(index);
        }

        @Override
        public boolean counts(int index) {
            return tokens.counts(index);
        }
    }
}
