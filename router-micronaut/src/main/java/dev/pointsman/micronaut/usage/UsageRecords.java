package dev.pointsman.micronaut.usage;

import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageRecordStore.Batch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Usage that is kept in a store: what all instances had reported at the last look, and what this one has reported since.
 * Used by one thread, but for {@link #forEach}.
 */
final class UsageRecords {
    private static final int MOST_ROWS = 200; // in a batch
    static final Duration LIFE = Duration.ofDays(UsageLedger.DAYS + 2L);

    private final UsageRecordStore store;
    private final String holder = UUID.randomUUID().toString();
    private final Deque<Batch> unsent = new ArrayDeque<>();
    private final Map<LocalDate, Map<UsageKey, UsageTotals>> known = new HashMap<>(); // guarded by this
    private Map<UsageKey, UsageTotals> waiting = Map.of(); // in the unsent batches; guarded by this
    private long number;

    UsageRecords(UsageRecordStore store) {
        this.store = store;
    }

    /** Takes usage, to be sent. */
    void take(Map<UsageKey, UsageTotals> usage) {
        Map<LocalDate, Map<String, double[]>> byDay = new HashMap<>();
        usage.forEach((key, totals) -> {
            Map<String, double[]> rows = byDay.computeIfAbsent(key.day(), day -> new HashMap<>());
            rows.put(key.row(), totals.toArray());
            if (rows.size() == MOST_ROWS) {
                add(key.day(), rows);
                byDay.remove(key.day());
            }
        });
        byDay.forEach(this::add);
    }

    private synchronized void add(LocalDate day, Map<String, double[]> rows) {
        unsent.add(new Batch(holder, ++number, day.toString(), rows, LIFE));
        Map<UsageKey, UsageTotals> all = new HashMap<>(waiting);
        rows.forEach((row, sums) -> all.merge(UsageKey.of(day, row), UsageTotals.of(sums), UsageTotals::plus));
        waiting = all;
    }

    /** Sends what waits; what fails is sent again by the next call. Waits for the store. */
    void send() {
        while (!unsent.isEmpty()) {
            Batch batch = unsent.element();
            store.add(batch).toCompletableFuture().join();
            sent(batch);
        }
    }

    private synchronized void sent(Batch batch) {
        unsent.remove();
        LocalDate day = LocalDate.parse(batch.group());
        Map<UsageKey, UsageTotals> kept = known.computeIfAbsent(day, first -> new HashMap<>());
        Map<UsageKey, UsageTotals> rest = new HashMap<>();
        batch.sums().forEach((row, sums) -> kept.merge(UsageKey.of(day, row), UsageTotals.of(sums), UsageTotals::plus));
        unsent.forEach(later -> later.sums()
                .forEach((row, sums) -> rest.merge(
                        UsageKey.of(LocalDate.parse(later.group()), row), UsageTotals.of(sums), UsageTotals::plus)));
        waiting = rest;
    }

    /** Reads the sums of days; after {@link #send}, so that they have what was sent. Waits for the store. */
    void read(List<LocalDate> days) {
        Map<LocalDate, CompletableFuture<Map<String, double[]>>> answers = new HashMap<>();
        days.forEach(day -> answers.put(day, store.sums(day.toString()).toCompletableFuture()));
        answers.forEach((day, answer) -> {
            Map<UsageKey, UsageTotals> rows = new HashMap<>();
            answer.join().forEach((row, sums) -> rows.put(UsageKey.of(day, row), UsageTotals.of(sums)));
            replace(day, rows);
        });
    }

    private synchronized void replace(LocalDate day, Map<UsageKey, UsageTotals> rows) {
        known.put(day, rows);
    }

    /** Forgets days before one. */
    synchronized void forget(LocalDate least) {
        known.keySet().removeIf(day -> day.isBefore(least));
    }

    /** Visits all rows; a key may be visited twice. */
    synchronized void forEach(BiConsumer<UsageKey, UsageTotals> visitor) {
        new ArrayList<>(known.values()).forEach(rows -> rows.forEach(visitor));
        waiting.forEach(visitor);
    }
}
