package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.trace.RoutingDecision;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Counters of decisions and outcomes by model, updated only while a page is open. Thread-safe. */
@Singleton
@LivePage
final class TrafficCounters {
    private final Map<String, ModelCounters> flows = new ConcurrentHashMap<>();
    private final Map<Way, DecisionCounters> decided = new ConcurrentHashMap<>();
    private volatile boolean watched;

    /** Key of the decisions of a pool for a model. */
    private record Way(String pool, String model, Operation operation) {}

    boolean isWatched() {
        return watched;
    }

    void watch(boolean on) {
        watched = on;
    }

    ModelCounters flow(Model model, Operation operation) {
        return flows.computeIfAbsent(key(model.id(), operation), key -> new ModelCounters(this));
    }

    void decided(RoutingDecision decision, Model model, Operation operation) {
        decided.computeIfAbsent(new Way(decision.pool(), model.id(), operation), way -> new DecisionCounters())
                .decided(decision);
    }

    /** Returns the counters of every model by its key. */
    Map<String, double[]> counters() {
        Map<String, double[]> counters = new TreeMap<>();
        flows.forEach((key, flow) -> counters.put(key, flow.counters()));
        return counters;
    }

    /** Returns the numbers of decisions by pool and model key. */
    Map<String, Map<String, Long>> decisions() {
        return byPool(DecisionCounters::count);
    }

    /** Returns the calls of known sessions by pool and model key, and those among them that came from another model. */
    Map<String, Map<String, long[]>> sessions() {
        return byPool(DecisionCounters::sessions);
    }

    private <T> Map<String, Map<String, T>> byPool(Function<DecisionCounters, T> value) {
        Map<String, Map<String, T>> values = new TreeMap<>();
        decided.forEach((way, counters) -> values.computeIfAbsent(way.pool(), pool -> new TreeMap<>())
                .put(key(way.model(), way.operation()), value.apply(counters)));
        return values;
    }

    /** Returns the page's key of a model and operation. */
    static String key(String model, Operation operation) {
        return key(model, operation.name().toLowerCase(Locale.ROOT));
    }

    static String key(String model, String operation) {
        return model + "/" + operation;
    }
}
