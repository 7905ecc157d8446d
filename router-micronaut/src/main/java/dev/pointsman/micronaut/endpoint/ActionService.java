package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.management.endpoint.annotation.Endpoint;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes operator actions one at a time, and records them. */
@Singleton
@Requires(classes = Endpoint.class)
@Requires(beans = PointsmanEndpoint.class)
final class ActionService {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.operations");

    private final ApplicationEventPublisher<OperatorActionRecord> events;
    private final GoalChanges goals;
    private final Map<String, OperatorAction> actions = new LinkedHashMap<>();
    private final BoundedHistory<OperatorActionRecord> done = new BoundedHistory<>();

    ActionService(
            ModelRouter router,
            ApplicationEventPublisher<OperatorActionRecord> events,
            @Nullable QualityOperations quality) {
        this.events = events;
        List<OperatorAction> all = new ArrayList<>(new ModelActions(router).all());
        this.goals = new GoalChanges(router);
        all.add(new SetWeightsAction(router, goals));
        all.add(new RestoreGoalAction(router, goals));
        all.add(new ChangePoolAction(router));
        if (quality != null) {
            all.add(new QualityAction(router, quality));
        }
        all.forEach(operatorAction -> actions.put(operatorAction.name(), operatorAction));
    }

    /** Returns the names of the actions. */
    Set<String> actions() {
        return Collections.unmodifiableSet(actions.keySet());
    }

    /** Returns the goals changed by operators. */
    GoalChanges goals() {
        return goals;
    }

    /** Returns the executed actions, the newest first. */
    List<OperatorActionRecord> done() {
        return done.newestFirst();
    }

    /**
     * Executes an action, unless its parameters are invalid; errors are reported in the parameters.
     *
     * @param action one of {@link #actions()}
     * @return the record of the action; null if there were errors
     */
    @Nullable
    OperatorActionRecord execute(String action, ActionParameters input, Operator operator) {
        OperatorAction operatorAction = actions.get(action);
        if (operatorAction == null) {
            throw new IllegalArgumentException(
                    "action: " + LogSanitizer.text(action) + " (expected: " + ActionParameters.oneOf(actions()) + ")");
        }
        OperatorActionRecord act;
        synchronized (this) { // validation and change must be atomic
            Runnable prepared = operatorAction.prepare(input);
            if (!input.mistakes().isEmpty()) {
                return null;
            }
            prepared.run();
            act = new OperatorActionRecord(
                    Instant.now(), operator.who(), operator.from(), action, input.accepted(), input.before());
            done.add(act);
        }
        LOG.info(
                "{} from {}: {} {}{}",
                act.who(),
                act.from(),
                act.action(),
                LogSanitizer.line(act.values().toString()),
                act.before().isEmpty()
                        ? ""
                        : ", before " + LogSanitizer.line(act.before().toString()));
        events.publishEvent(act);
        return act;
    }
}
