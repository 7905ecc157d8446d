package dev.pointsman.replay.simulator;

import dev.pointsman.state.HealthExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Exchange of health between simulated routers by a store with a delay, which loses some events.
 *
 * @param delay seconds from a publication to its receipt; at least 0
 * @param loss probability that a router does not receive an event; from 0 to 1
 */
record HealthSharing(double delay, double loss) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    HealthSharing {
        SimulationPreconditions.require(delay >= 0 && delay < 1e6, "delay", delay, ">= 0");
        SimulationPreconditions.require(loss >= 0 && loss <= 1, "loss", loss, "from 0 to 1");
    }

    HealthExchange in(Simulation.Stage stage) {
        return new Exchange(this, stage);
    }

    /** The exchange of one run; events take effect in virtual time. */
    private static final class Exchange implements HealthExchange {
        private static final int LOSS = 12;

        private final HealthSharing sharing;
        private final Simulation.Stage stage;
        private final List<Consumer<Event>> receivers = new ArrayList<>();
        private long events;

        Exchange(HealthSharing sharing, Simulation.Stage stage) {
            this.sharing = sharing;
            this.stage = stage;
        }

        @Override
        public Consumer<Event> join(Consumer<Event> receiver) {
            int own = receivers.size();
            receivers.add(receiver);
            return event -> publish(own, event);
        }

        private void publish(int own, Event event) {
            for (int i = 0; i < receivers.size(); i++) {
                boolean lost = stage.draws().uniform(events++, RandomStreams.WORLD, 2, LOSS) < sharing.loss;
                if (i != own && !lost) {
                    Consumer<Event> receiver = receivers.get(i);
                    stage.time().in(sharing.delay, kind -> receiver.accept(event), 0);
                }
            }
        }
    }
}
