package dev.pointsman.micronaut.event;

import dev.pointsman.micronaut.event.internal.EventSink;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Factory of the event publishers, if there are listeners. */
@Factory
final class EventFactory {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    @Singleton
    @Bean(preDestroy = "close")
    ApplicationEvents application(BeanContext beans) {
        ApplicationEvents events = new ApplicationEvents(beans);
        if (!events.isHeard()) {
            throw new DisabledBeanException("no listener for router events");
        }
        return events;
    }

    @Singleton
    RouterEvents router(List<EventSink> sinks) {
        if (sinks.isEmpty()) {
            throw new DisabledBeanException("no listener for router events");
        }
        return new RouterEvents(sinks);
    }

    @Context
    @Requires(beans = ModelRouter.class)
    @Bean(preDestroy = "close")
    HealthMonitor health(ModelRouter router, @Nullable RouterEvents events) {
        if (events == null || !isWatched(events)) {
            throw new DisabledBeanException("no listener for pool health or drills");
        }
        return new HealthMonitor(router, events, LOOK_EVERY);
    }

    private static boolean isWatched(RouterEvents events) {
        return events.isWanted(PoolHealthChangedEvent.class)
                || events.isWanted(DrillBeganEvent.class)
                || events.isWanted(DrillEndedEvent.class);
    }
}
