package dev.pointsman.micronaut.endpoint;

import dev.pointsman.model.Operation;
import dev.pointsman.trace.ModelSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Expected times to first token of the models of one operation, by streams alone. Immutable. */
final class MeasuredTtft {
    private final Map<String, Double> seconds = new HashMap<>();

    /** Reads the times from snapshots. */
    MeasuredTtft(Collection<ModelSnapshot> models, Operation operation) {
        models.stream()
                .filter(one -> one.operation() == operation)
                .forEach(one -> seconds.put(one.model().id(), one.statistics().measuredTtft()));
    }

    /** Returns the seconds of a model; NaN if unknown. */
    double of(String model) {
        return seconds.getOrDefault(model, Double.NaN);
    }
}
