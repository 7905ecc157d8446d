package dev.pointsman.micronaut.endpoint;

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

/** Where everything passes that an operator does: one at a time, and recorded. */
@Singleton
@Requires(classes = Endpoint.class)
@Requires(beans = PointsmanEndpoint.class)
final class Console {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.operations");

    private final ApplicationEventPublisher<OperatorAction> events;
    private final Map<String, Lever> levers = new LinkedHashMap<>();
    private final Recent<OperatorAction> done = new Recent<>();

    Console(ModelRouter router, ApplicationEventPublisher<OperatorAction> events) {
        this.events = events;
        List<Lever> all = new ArrayList<>(new ModelLevers(router).all());
        all.add(new GoalLever(router));
        all.add(new PoolLever(router));
        all.forEach(lever -> levers.put(lever.name(), lever));
    }

    /** What can be done. */
    Set<String> actions() {
        return Collections.unmodifiableSet(levers.keySet());
    }

    /** What was done, the newest first. */
    List<OperatorAction> done() {
        return done.newestFirst();
    }

    /**
     * Does something, unless the values given with it are wrong: then nothing, and they are reported there.
     *
     * @param action one of {@link #actions}
     * @return what was done; null if there were mistakes
     */
    @Nullable
    OperatorAction pull(String action, Input input, Operator operator) {
        Lever lever = levers.get(action);
        if (lever == null) {
            throw new IllegalArgumentException(
                    "action: " + Plain.text(action) + " (expected: " + Input.oneOf(actions()) + ")");
        }
        OperatorAction act;
        synchronized (this) { // what one changes by what it has read, another must not change in between
            Runnable prepared = lever.prepare(input);
            if (!input.mistakes().isEmpty()) {
                return null;
            }
            prepared.run();
            act = new OperatorAction(Instant.now(), operator.who(), operator.from(), action, input.accepted());
            done.add(act);
        }
        LOG.info(
                "{} from {}: {} {}",
                act.who(),
                act.from(),
                act.action(),
                Plain.line(act.values().toString()));
        events.publishEvent(act);
        return act;
    }
}
