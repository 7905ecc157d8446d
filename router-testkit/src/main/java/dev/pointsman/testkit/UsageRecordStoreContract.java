package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.UsageRecordStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for stores of sums of usage. The test of an implementation extends this class and returns the store to
 * test; all tests are inherited.
 */
public abstract class UsageRecordStoreContract {
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** For subclasses. */
    protected UsageRecordStoreContract() {}

    /**
     * The store that is tested, empty at the first call of a test.
     *
     * @return at each call another instance's view of the same store, or the same store if it is within one process
     */
    protected abstract UsageRecordStore store();

    private static void add(
            UsageRecordStore store, String holder, long number, String group, String row, double... sums) {
        store.add(new UsageRecordStore.Batch(holder, number, group, Map.of(row, sums), LIFE))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static Map<String, double[]> sums(UsageRecordStore store, String group) {
        return store.sums(group)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static double at(UsageRecordStore store, String group, String row, int index) {
        double[] sums = sums(store, group).getOrDefault(row, new double[0]);
        return index < sums.length ? sums[index] : 0;
    }

    /** Groups and rows are apart from each other. */
    @Test
    void sumsOfAllHoldersAddUp() {
        UsageRecordStore store = store();
        UsageRecordStore other = store();
        add(store, "one", 1, "monday", "a\tb", 1, 0, .25);
        add(other, "two", 1, "monday", "a\tb", 2, 0, .5);
        add(other, "two", 2, "monday", "a", 4);
        add(other, "two", 3, "tuesday", "a\tb", 8);
        assertThat(at(store, "monday", "a\tb", 0)).isEqualTo(3);
        assertThat(at(store, "monday", "a\tb", 1)).isZero();
        assertThat(at(store, "monday", "a\tb", 2)).isEqualTo(.75);
        assertThat(at(store, "monday", "a", 0)).isEqualTo(4);
        assertThat(at(other, "tuesday", "a\tb", 0)).isEqualTo(8);
        assertThat(sums(store, "monday")).hasSize(2);
        assertThat(sums(store, "mon")).isEmpty();
    }

    /** As after a lost answer. */
    @Test
    void aBatchThatIsSentAgainCountsOnce() {
        UsageRecordStore store = store();
        add(store, "one", 7, "monday", "a", 1);
        add(store, "one", 7, "monday", "a", 1);
        add(store, "one", 8, "monday", "a", 1);
        add(store, "other", 7, "monday", "a", 1);
        assertThat(at(store, "monday", "a", 0)).isEqualTo(3);
    }

    /** Whole numbers stay whole up to 2^53, and amounts of money lose less than a billionth. */
    @Test
    void sumsAreExactEnough() {
        UsageRecordStore store = store();
        add(store, "one", 1, "monday", "a", 9_007_199_254_740_000.0, 1e-6);
        add(store, "one", 2, "monday", "a", 991, 123_456.789_012);
        assertThat(at(store, "monday", "a", 0)).isEqualTo(9_007_199_254_740_991.0);
        assertThat(at(store, "monday", "a", 1)).isBetween(123_456.789_012_99, 123_456.789_013_01);
    }

    /** None is lost. */
    @Test
    void additionsAtTheSameTimeAllCount() {
        UsageRecordStore store = store();
        CompletableFuture<?>[] all = IntStream.range(0, 200)
                .mapToObj(i -> store.add(new UsageRecordStore.Batch(
                                "holder-" + i % 10, i, "monday", Map.of("row-" + i % 3, new double[] {1}), LIFE))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(sums(store, "monday").values().stream()
                        .mapToDouble(sums -> sums[0])
                        .sum())
                .isEqualTo(200);
    }
}
