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
final class ActionService {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.operations");

    private final ApplicationEventPublisher<OperatorActionRecord> events;
    private final Map<String, OperatorAction> levers = new LinkedHashMap<>();
    private final BoundedHistory<OperatorActionRecord> done = new BoundedHistory<>();

    ActionService(ModelRouter router, ApplicationEventPublisher<OperatorActionRecord> events) {
        this.events = events;
        List<OperatorAction> all = new ArrayList<>(new ModelActions(router).all());
        all.add(new SetWeightsAction(router));
        all.add(new ChangePoolAction(router));
        all.forEach(lever -> levers.put(lever.name(), lever));
    }

    /** What can be done. */
    Set<String> actions() {
        return Collections.unmodifiableSet(levers.keySet());
    }

    /** What was done, the newest first. */
    List<OperatorActionRecord> done() {
        return done.newestFirst();
    }

    /**
     * Does something, unless the values given with it are wrong: then nothing, and they are reported there.
     *
     * @param action one of {@link #actions}
     * @return what was done; null if there were mistakes
     */
    @Nullable
    OperatorActionRecord pull(String action, ActionParameters input, Operator operator) {
        OperatorAction lever = levers.get(action);
        if (lever == null) {
            throw new IllegalArgumentException(
                    "action: " + LogSanitizer.text(action) + " (expected: " + ActionParameters.oneOf(actions()) + ")");
        }
        OperatorActionRecord act;
        synchronized (this) { // what one changes by what it has read, another must not change in between
            Runnable prepared = lever.prepare(input);
            if (!input.mistakes().isEmpty()) {
                return null;
            }
            prepared.run();
            act = new OperatorActionRecord(Instant.now(), operator.who(), operator.from(), action, input.accepted());
            done.add(act);
        }
        LOG.info(
                "{} from {}: {} {}",
                act.who(),
                act.from(),
                act.action(),
                LogSanitizer.line(act.values().toString()));
        events.publishEvent(act);
        return act;
    }
}
