package dev.pointsman.micronaut.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage that is kept in a store: added up over instances, counted once, and kept over restarts. */
class UsageRecordsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final UsageKey KEY = new UsageKey(TODAY, "acme", "ci", "gold", "cost");
    private static final UsageTotals ONE = new UsageTotals(1, 0, 0, 100, 0, 0, 10, .5, 0, 0, 0, 0, 0, 0, 0, .25);

    private final Store store = new Store();
    private final UsageRecords here = new UsageRecords(store);
    private final UsageRecords there = new UsageRecords(store);

    /** Store in memory that may lose answers or be away. */
    private static final class Store implements UsageRecordStore {
        private final Map<String, Map<String, double[]>> groups = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private boolean away;
        private boolean losesAnswers;

        @Override
        public CompletionStage<Void> add(Batch batch) {
            if (!away && seen.add(batch.holder() + batch.number())) {
                Map<String, double[]> rows = groups.computeIfAbsent(batch.group(), group -> new HashMap<>());
                batch.sums().forEach((row, sums) -> rows.merge(row, sums, Store::plus));
            }
            return away || losesAnswers
                    ? CompletableFuture.failedFuture(new IllegalStateException("gone"))
                    : CompletableFuture.completedFuture(null);
        }

        private static double[] plus(double[] one, double[] other) {
            double[] sums = one.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other[i];
            }
            return sums;
        }

        @Override
        public CompletionStage<Map<String, double[]>> sums(String group) {
            return CompletableFuture.completedFuture(groups.getOrDefault(group, Map.of()));
        }
    }

    private static UsageTotals seenBy(UsageRecords records) {
        UsageTotals[] sum = {UsageTotals.NONE};
        records.forEach((key, totals) -> sum[0] = sum[0].plus(totals));
        return sum[0];
    }

    @Test
    void instancesSeeEachOthersUsageAfterALook() {
        here.take(Map.of(KEY, ONE));
        there.take(Map.of(KEY, ONE));
        assertThat(seenBy(here)).as("not sent").isEqualTo(ONE);
        here.send();
        there.send();
        assertThat(seenBy(here)).as("sent, and not looked").isEqualTo(ONE);
        here.read(List.of(TODAY));
        assertThat(seenBy(here)).isEqualTo(ONE.plus(ONE));
        here.take(Map.of(KEY, ONE));
        assertThat(seenBy(here).calls()).isEqualTo(3);
        here.send();
        assertThat(seenBy(here).calls()).as("sent after the look").isEqualTo(3);
        there.read(List.of(TODAY));
        assertThat(seenBy(there).calls()).isEqualTo(3);
    }

    @Test
    void whatCouldNotBeSentIsSentAgainAndCountsOnce() {
        here.take(Map.of(KEY, ONE));
        store.away = true;
        assertThatThrownBy(here::send).isInstanceOf(CompletionException.class);
        store.away = false;
        store.losesAnswers = true;
        assertThatThrownBy(here::send).isInstanceOf(CompletionException.class);
        here.take(Map.of(KEY, ONE));
        assertThat(seenBy(here).calls()).isEqualTo(2);
        store.losesAnswers = false;
        here.send();
        assertThat(seenBy(here).calls()).isEqualTo(2);
        here.read(List.of(TODAY));
        assertThat(seenBy(here)).isEqualTo(ONE.plus(ONE));
    }

    @Test
    void manyRowsAndDaysAreSentInSeveralBatches() {
        Map<UsageKey, UsageTotals> usage = new HashMap<>();
        for (int i = 0; i < 1_001; i++) {
            usage.put(new UsageKey(TODAY.minusDays(i % 3), "acme", "", "m" + i, "a\tb\n"), ONE);
        }
        here.take(usage);
        here.send();
        there.read(List.of(TODAY, TODAY.minusDays(1), TODAY.minusDays(2)));
        assertThat(seenBy(there).calls()).isEqualTo(1_001);
        there.forget(TODAY.minusDays(1));
        assertThat(seenBy(there).calls()).isBetween(667L, 668L);
        there.forEach((key, totals) -> assertThat(key.goal()).isEqualTo("a b "));
    }

    @Test
    void reportsSurviveARestart(@TempDir Path folder) {
        String yaml = """
            pointsman:
              providers: { p: { wire: openai, url: "http://localhost:1" } }
              models: [ { id: gold, provider: p, price: { input: 10, output: 20 } } ]
              pools: { chat: { primary: [gold] } }
              tenants: { acme: { pools: [chat] } }
              state: { file: "%s" }
            """.formatted(folder.resolve("state"));
        for (int start = 1; start <= 3; start++) {
            try (ApplicationContext application = Applications.start(yaml)) {
                UsageLedger ledger = application.getBean(UsageLedger.class);
                ledger.completed(call());
                assertThat(UsageReport.of(ledger, "acme", "model", null, null).csv())
                        .as("start %d", start)
                        .contains("\"gold\"," + start + ",0,0," + 100 * start + ",");
            }
        }
    }

    private static CompletedCall call() {
        Model model = Model.builder("gold", "p").build();
        AttemptRecord attempt = new AttemptRecord(
                1,
                model,
                Tier.PRIMARY,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofMillis(5),
                Usage.of(100, 10),
                .5,
                false,
                null);
        return new CompletedCall(
                RouteRequest.builder().tenant("acme").build(),
                new RouteTrace("", 1, "chat", "cost", List.of(attempt)),
                Duration.ofSeconds(1),
                CallOutcome.SERVED,
                false);
    }
}
