package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.junit.jupiter.api.Test;

class PoliciesTest extends StoreTest {
    private final JsonCodec codec = new JsonCodec();

    private static Policy policy(int daysOpen) {
        return new Policy(
                "project",
                0,
                Thresholds.DEFAULT,
                LeftOut.DEFAULT,
                List.of(new Template("封面", "项目名称：\n")),
                null,
                null,
                OpenSubmissions.OFF,
                .05,
                daysOpen);
    }

    private Policy inForce() {
        return in(tables -> tables.policies().inForce(codec, "project"));
    }

    private Optional<Policy> find(long version) {
        return in(tables -> tables.policies().find(codec, "project", version));
    }

    private Long save(Policy policy, Long expected) {
        return in(tables -> tables.policies().save(codec, policy, expected, now()))
                .map(Policy::version)
                .orElse(null);
    }

    @Test
    void theBuiltInPolicyIsInForceUntilOneIsSaved() {
        assertThat(inForce()).isEqualTo(Policy.builtIn("project"));
        assertThat(save(Policy.builtIn("project"), null)).as("says the same").isZero();
        assertThat(column("select count(*)::text from policy")).containsExactly("0");

        assertThat(save(policy(1), 0L)).isEqualTo(1);
        assertThat(inForce()).isEqualTo(policy(1).withVersion(1));
    }

    @Test
    void everyVersionIsKeptAndTheSameAgainMakesNone() {
        save(policy(1), null);
        assertThat(save(policy(1).withVersion(77), null)).isEqualTo(1);
        assertThat(save(policy(2), null)).isEqualTo(2);
        assertThat(save(policy(1), null)).isEqualTo(3);

        assertThat(find(2)).contains(policy(2).withVersion(2));
        assertThat(find(0)).contains(Policy.builtIn("project"));
        assertThat(find(4)).isEmpty();
    }

    @Test
    void whoExpectsAnotherVersionChangesNothing() {
        save(policy(1), null);

        assertThat(save(policy(2), 0L)).isNull();
        assertThat(save(policy(1), 0L)).as("not even with what is in force").isNull();
        assertThat(inForce().version()).isEqualTo(1);
    }

    @Test
    void ofTenWhoExpectTheSameVersionOneGetsOn() throws Exception {
        List<Callable<Long>> saves = new ArrayList<>();
        for (int days = 1; days <= 10; days++) {
            Policy policy = policy(days);
            saves.add(() -> save(policy, 0L));
        }
        assertThat(all(saves))
                .containsOnlyOnce(1L)
                .filteredOn(version -> version == null)
                .hasSize(9);
    }

    @Test
    void tenWhoExpectNothingAllGetOnOneAfterAnother() throws Exception {
        List<Callable<Long>> saves = new ArrayList<>();
        for (int days = 1; days <= 10; days++) {
            Policy policy = policy(days);
            saves.add(() -> save(policy, null));
        }
        assertThat(all(saves)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    private static List<Long> all(List<Callable<Long>> saves) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(saves.size());
        try {
            List<Long> versions = new ArrayList<>();
            for (Future<Long> save : threads.invokeAll(saves)) {
                versions.add(save.get());
            }
            return versions;
        } finally {
            threads.shutdownNow();
        }
    }
}
