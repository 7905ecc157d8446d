package dev.pointsman.micronaut.endpoint;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import io.micronaut.context.annotation.Requires;
import io.micronaut.management.endpoint.annotation.Endpoint;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * History of breaker transitions, and times of each model's last answer and failure; the router itself does not keep
 * them.
 */
@Singleton
@Requires(classes = Endpoint.class)
@Requires(beans = PointsmanEndpoint.class)
final class TransitionHistory implements RouterListener {
    private final BoundedHistory<Transition> transitions = new BoundedHistory<>();
    private final Map<Track, LastSeen> lastSeen = new ConcurrentHashMap<>();

    private record Track(String model, Operation operation) {}

    /**
     * A breaker's change of state.
     *
     * @param at the time
     * @param model the model's id
     * @param operation the operation
     * @param from the state before
     * @param to the state after
     * @param why the rule and its figures
     */
    record Transition(Instant at, String model, Operation operation, BreakerState from, BreakerState to, String why) {}

    @Override
    public ModelListener model(Model model, Operation operation) {
        LastSeen seen = new LastSeen((from, to, why) ->
                transitions.add(new Transition(Instant.now(), model.id(), operation, from, to, why)));
        lastSeen.put(new Track(model.id(), operation), seen); // a new deployment under this id starts empty
        return seen;
    }

    List<Transition> transitions() {
        return transitions.newestFirst();
    }

    /** Returns the times of a model's last answer and failure. */
    LastSeen lastSeen(String model, Operation operation) {
        return lastSeen.getOrDefault(new Track(model, operation), LastSeen.NEVER);
    }
}
