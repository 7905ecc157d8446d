package dev.pointsman.redis;

import dev.pointsman.model.Operation;
import dev.pointsman.state.HealthExchange;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Exchange of health by a stream of events; each participant of an instance is a sender of its own. */
final class RedisHealthExchange implements HealthExchange, AutoCloseable {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 5;

    private final RedisEventStream stream;
    private final String instance;
    private final AtomicInteger participants = new AtomicInteger();

    RedisHealthExchange(RedisEventStream stream, String instance) {
        this.stream = stream;
        this.instance = instance;
    }

    @Override
    public Consumer<Event> join(Consumer<Event> receiver) {
        String own = instance + "/" + participants.incrementAndGet();
        stream.receive((sender, text, age) -> {
            if (!sender.equals(own)) {
                receive(text, age, receiver);
            }
        });
        return event -> stream.send(own, text(event));
    }

    private static String text(Event event) {
        return String.join(
                SEPARATOR,
                event.kind().name(),
                event.operation().name(),
                Long.toString(event.left().toMillis()),
                event.provider(),
                event.model());
    }

    private static void receive(String text, Duration age, Consumer<Event> receiver) {
        String[] fields = text.split(SEPARATOR, FIELDS);
        Duration left = Duration.ofMillis(Long.parseLong(fields[2])).minus(age);
        if (!left.isNegative() && !left.isZero()) {
            receiver.accept(
                    new Event(fields[4], fields[3], Operation.valueOf(fields[1]), Event.Kind.valueOf(fields[0]), left));
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
