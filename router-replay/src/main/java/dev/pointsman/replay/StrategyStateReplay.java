package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.LoggedOutcome;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import dev.pointsman.trace.CallOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * State of stateful strategies for each model, replayed from the outcomes of a log in the order of time. A strategy is
 * updated from its first decision on.
 */
final class StrategyStateReplay {
    private final ModelCache models = new ModelCache();
    private final Map<Key, Object> states = new HashMap<>();
    private final Set<StatefulStrategy<?>> used = new HashSet<>();
    private final Set<String> cut = new HashSet<>(); // instances whose log begins in the middle

    /** Key of the state of one model for one strategy in one router. */
    private record Key(String instance, String model, Operation operation, StatefulStrategy<?> owner) {}

    static boolean isNeeded(RoutingStrategy strategy) {
        return strategy.stateOwner() instanceof StatefulStrategy<?>;
    }

    /** Marks a router whose log does not begin with its first decision. */
    void cut(String instance) {
        cut.add(instance);
    }

    void use(RoutingStrategy strategy) {
        if (strategy.stateOwner() instanceof StatefulStrategy<?> owner) {
            used.add(owner);
        }
    }

    Object state(LoggedDecision record, LoggedCandidate candidate, RoutingStrategy strategy) {
        if (!(strategy.stateOwner() instanceof StatefulStrategy<?> owner)) {
            throw new IllegalStateException("state: the strategy that decides is not stateful");
        }
        if (cut.contains(record.instance())) {
            throw new UnsupportedOperationException("strategy: needs state from before the log");
        }
        return states.computeIfAbsent(key(record, candidate, owner), key -> owner.initialState(models.of(candidate)));
    }

    void learn(LoggedDecision record) {
        LoggedOutcome outcome = record.outcome();
        FailureKind failure = outcome.failure();
        boolean teaches = failure == null
                ? outcome.ending() == CallOutcome.SERVED
                : failure.healthEffect() == FailureKind.HealthEffect.FAILURE;
        if (teaches) {
            AttemptOutcome learned =
                    new AttemptOutcome(failure, outcome.latency(), outcome.ttft(), outcome.usage(), outcome.cost());
            for (StatefulStrategy<?> owner : used) {
                states.compute(
                        key(record, record.pick(), owner),
                        (key, state) -> step(
                                owner,
                                state == null ? owner.initialState(models.of(record.pick())) : state,
                                learned,
                                ReplayEvent.end(record)));
            }
        }
    }

    private static Key key(LoggedDecision record, LoggedCandidate candidate, StatefulStrategy<?> owner) {
        return new Key(record.instance(), candidate.model(), record.context().operation(), owner);
    }

    @SuppressWarnings("unchecked") // a key only ever holds what its own strategy made
    private static <S> Object step(StatefulStrategy<S> owner, Object state, AttemptOutcome outcome, long now) {
        return owner.step((S) state, outcome, now);
    }
}
