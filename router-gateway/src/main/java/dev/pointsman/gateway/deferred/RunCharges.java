package dev.pointsman.gateway.deferred;

import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.state.UsageRecordStore.Batch;
import dev.pointsman.state.UsageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Charges of one run, which are booked with its end. Thread-safe. */
final class RunCharges implements ChargeReceiver {
    private final List<Batch> used = new ArrayList<>(); // guarded by this, as below
    private final Map<UsageStore.Limit, Long> spent = new HashMap<>();

    @Override
    public synchronized void spent(String limit, long amount, Duration period, long of) {
        spent.merge(new UsageStore.Limit(limit, amount, period), of, Long::sum);
    }

    @Override
    public synchronized void used(String group, String row, double[] sums, Duration life) {
        used.add(new Batch("", 0, group, Map.of(row, sums), life));
    }

    synchronized List<Batch> used() {
        return List.copyOf(used);
    }

    synchronized Map<UsageStore.Limit, Long> spent() {
        return Map.copyOf(spent);
    }
}
