package dev.pointsman.state;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Exchange between several routers of one process. Thread-safe. */
final class InMemoryHealthExchange implements HealthExchange {
    private final List<Participant> participants = new CopyOnWriteArrayList<>();

    @Override
    public Consumer<Event> join(Consumer<Event> receiver) {
        Participant joined = new Participant(receiver);
        participants.add(joined);
        return event -> deliver(joined, event);
    }

    @SuppressWarnings("ReferenceEquality") // one receiver may join twice
    private void deliver(Participant sender, Event event) {
        for (Participant participant : participants) {
            if (participant != sender) {
                participant.receiver.accept(event);
            }
        }
    }

    private static final class Participant {
        private final Consumer<Event> receiver;

        Participant(Consumer<Event> receiver) {
            this.receiver = receiver;
        }
    }
}
