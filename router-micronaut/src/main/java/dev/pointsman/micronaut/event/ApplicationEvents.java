package dev.pointsman.micronaut.event;

import dev.pointsman.micronaut.event.internal.BoundedWorker;
import dev.pointsman.micronaut.event.internal.EventSink;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Publisher of events to the application's listeners, on its own thread. */
final class ApplicationEvents implements EventSink, AutoCloseable {
    private static final int CAPACITY = 1024;

    private final BeanContext beans;
    private final Set<Class<?>> heard;
    private final BoundedWorker<RouterEvent> queue = new BoundedWorker<>("events", CAPACITY, this::publish);

    ApplicationEvents(BeanContext beans) {
        this.beans = beans;
        this.heard = Arrays.stream(RouterEvent.class.getPermittedSubclasses())
                .filter(this::isHeard)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isHeard() {
        return !heard.isEmpty();
    }

    @Override
    public boolean wants(Class<? extends RouterEvent> type) {
        return heard.contains(type);
    }

    @Override
    public void accept(RouterEvent event) {
        queue.put(event);
    }

    @Override
    public void close() {
        queue.close();
    }

    /**
     * Looks up definitions only: a listener that needs the router cannot be created before it. Micronaut 5 returns the
     * HTTP client too, which is none.
     */
    private boolean isHeard(Class<?> type) {
        for (BeanDefinition<?> listener :
                beans.getBeanDefinitions(ApplicationEventListener.class, Qualifiers.byTypeArguments(type))) {
            List<Argument<?>> events = listener.getTypeArguments(ApplicationEventListener.class);
            if (ApplicationEventListener.class.isAssignableFrom(listener.getBeanType())
                    && (events.isEmpty() || events.get(0).getType().isAssignableFrom(type))) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private void publish(RouterEvent event) {
        ApplicationEventPublisher<RouterEvent> publisher =
                (ApplicationEventPublisher<RouterEvent>) beans.getEventPublisher(event.getClass());
        publisher.publishEvent(event);
    }
}
