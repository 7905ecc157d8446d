package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Load of the models over a group of rows. */
final class CallPeriod implements RowGroup<CallPeriod> {
    private final List<ModelLoad> loads = new ArrayList<>();
    private final Set<String> routers = new HashSet<>(2);
    private long rows;
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    @Override
    public void add(WeightedRow row, boolean choice) {
        rows++;
        EstimateRow seen = row.row();
        first = Math.min(first, seen.seconds());
        last = Math.max(last, seen.seconds());
        routers.add(seen.router());
        for (int i = 0; i < seen.size(); i++) {
            double logged = choice ? seen.probability(i) : row.target(i);
            load(row.model(i)).add(seen, i, logged, row.target(i));
        }
    }

    @Override
    public void merge(CallPeriod next) {
        rows += next.rows;
        first = Math.min(first, next.first);
        last = Math.max(last, next.last);
        routers.addAll(next.routers);
        for (int i = 0; i < next.loads.size(); i++) {
            load(i).merge(next.loads.get(i));
        }
    }

    private ModelLoad load(int model) {
        while (loads.size() <= model) {
            loads.add(new ModelLoad());
        }
        return loads.get(model);
    }

    List<ModelLoad> loads() {
        return loads;
    }

    @Override
    public long rows() {
        return rows;
    }

    double first() {
        return first;
    }

    double last() {
        return last;
    }

    /** Calls a second at one router; 0 if no time has passed. */
    double ratePerRouter() {
        return last > first ? rows / (last - first) / routers.size() : 0;
    }
}
