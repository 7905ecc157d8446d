package dev.pointsman.redis;

import dev.pointsman.model.Operation;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.RateLimitReading;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Exchange of health by a stream of events; each participant of an instance is a sender of its own. */
final class RedisHealthExchange implements HealthExchange, AutoCloseable {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 5;
    private static final String READING = "/"; // after the kind of an allowance

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
                kind(event),
                event.operation().name(),
                Long.toString(event.left().toMillis()),
                event.provider(),
                event.model());
    }

    private static void receive(String text, Duration age, Consumer<Event> receiver) {
        String[] fields = text.split(SEPARATOR, FIELDS);
        Duration left = Duration.ofMillis(Long.parseLong(fields[2])).minus(age);
        if (!left.isNegative() && !left.isZero()) {
            String[] kind = fields[0].split(READING, FIELDS);
            receiver.accept(new Event(
                    fields[4],
                    fields[3],
                    Operation.valueOf(fields[1]),
                    Event.Kind.valueOf(kind[0]),
                    left,
                    kind.length == 1 ? null : reading(kind)));
        }
    }

    private static String kind(Event event) {
        RateLimitReading reading = event.reading();
        String kind = event.kind().name();
        return reading == null
                ? kind
                : String.join(
                        READING,
                        kind,
                        reading.resource().name(),
                        Long.toString(reading.limit()),
                        Long.toString(reading.remaining()),
                        Long.toString(reading.resets().toMillis()));
    }

    private static RateLimitReading reading(String[] fields) {
        return new RateLimitReading(
                RateLimitReading.Resource.valueOf(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Duration.ofMillis(Long.parseLong(fields[4])));
    }

    @Override
    public void close() {
        stream.close();
    }
}
