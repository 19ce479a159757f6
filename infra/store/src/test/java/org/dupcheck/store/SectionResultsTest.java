package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.SectionBasis;
import org.dupcheck.store.checks.SectionResults;
import org.dupcheck.store.checks.SectionResults.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was found of sections: kept, found by all that decides, replaced, deleted. */
class SectionResultsTest extends StoreTest {
    private static final CheckVersions VERSIONS = new CheckVersions("e1", "s1");

    private SectionResults results;
    private SectionBasis basis;

    @BeforeEach
    void setUp() {
        results = new SectionResults(database, clock, Duration.ofDays(7));
        basis = new SectionBasis(key, "owner", 5, 4, VERSIONS, 3);
    }

    @Test
    void aResultIsFoundByTheHashOfItsTextWhateverItsKey() {
        results.keep(basis, List.of(new Row("乙", "h2", "{\"b\": 2}"), new Row("甲", "h1", "{\"a\": 1}")));

        assertThat(results.find(basis, List.of("h1", "h3"))).isEqualTo(Map.of("h1", "{\"a\": 1}"));
        assertThat(results.find(basis, List.of("h1", "h2"))).containsOnlyKeys("h1", "h2");
        assertThat(results.find(basis, List.of())).isEmpty();
    }

    @Test
    void whereAnythingElseDecidesNothingIsFound() {
        results.keep(basis, List.of(new Row("甲", "h1", "{}")));
        BusinessKey other = new BusinessKey(key.businessType(), key.businessId() + "x");

        for (SectionBasis another : List.of(
                new SectionBasis(other, "owner", 5, 4, VERSIONS, 3),
                new SectionBasis(key, "", 5, 4, VERSIONS, 3),
                new SectionBasis(key, "owner", 6, 4, VERSIONS, 3),
                new SectionBasis(key, "owner", 5, 5, VERSIONS, 3),
                new SectionBasis(key, "owner", 5, 4, new CheckVersions("e2", "s1"), 3),
                new SectionBasis(key, "owner", 5, 4, new CheckVersions("e1", "s2"), 3),
                new SectionBasis(key, "owner", 5, 4, VERSIONS, 2))) {
            assertThat(results.find(another, List.of("h1"))).as("%s", another).isEmpty();
        }
    }

    @Test
    void theNewestOfASectionTakesThePlaceOfTheOneBefore() {
        results.keep(basis, List.of(new Row("甲", "h1", "{}"), new Row("乙", "h2", "{}")));
        SectionBasis later = new SectionBasis(key, "owner", 6, 4, VERSIONS, 3);
        results.keep(later, List.of(new Row("甲", "h1", "{\"later\": true}")));

        assertThat(results.find(basis, List.of("h1", "h2"))).containsOnlyKeys("h2");
        assertThat(results.find(later, List.of("h1", "h2"))).isEqualTo(Map.of("h1", "{\"later\": true}"));
    }

    @Test
    void whatIsNotReplacedGoesWhenItsTimeIsUp() {
        results.keep(basis, List.of(new Row("甲", "h1", "{}"), new Row("乙", "h2", "{}")));
        clock.advance(Duration.ofDays(5));
        results.keep(basis, List.of(new Row("甲", "h1", "{}")));
        clock.advance(Duration.ofDays(3));

        assertThat(results.purge().step().run(clock.instant(), 100)).isEqualTo(1);
        assertThat(results.purge().step().run(clock.instant(), 100)).isZero();
        assertThat(results.find(basis, List.of("h1", "h2"))).containsOnlyKeys("h1");
    }
}
