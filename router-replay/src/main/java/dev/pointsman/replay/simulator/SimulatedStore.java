package dev.pointsman.replay.simulator;

import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.UsageStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Store that simulated routers share, with a delay, which loses some messages.
 *
 * @param delay seconds from a publication to its receipt, and from a request to its answer; at least 0
 * @param loss probability that a router does not receive an event or an answer; from 0 to 1
 */
record SimulatedStore(double delay, double loss) {
    private static final int LOSS = 12;
    private static final double TIMEOUT = 1;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    SimulatedStore {
        SimulationPreconditions.require(delay >= 0 && delay < 1e6, "delay", delay, ">= 0");
        SimulationPreconditions.require(loss >= 0 && loss <= 1, "loss", loss, "from 0 to 1");
    }

    HealthExchange health(Simulation.Stage stage) {
        return new Exchange(this, stage);
    }

    /**
     * Returns a store of usage, whose periods begin some time before the run does.
     *
     * @param stage the run
     * @param begun seconds from the beginning of periods to that of the run; at least 0
     */
    UsageStore usage(Simulation.Stage stage, double begun) {
        return new Usage(this, stage, (long) (1e9 * begun));
    }

    private boolean loses(Simulation.Stage stage, int kind, long message) {
        return stage.draws().uniform(message, RandomStreams.WORLD, kind, LOSS) < loss;
    }

    /** The exchange of one run; events take effect in virtual time. */
    private static final class Exchange implements HealthExchange {
        private final SimulatedStore store;
        private final Simulation.Stage stage;
        private final List<Consumer<Event>> receivers = new ArrayList<>();
        private long events;

        Exchange(SimulatedStore store, Simulation.Stage stage) {
            this.store = store;
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
                boolean lost = store.loses(stage, 2, events++);
                if (i != own && !lost) {
                    Consumer<Event> receiver = receivers.get(i);
                    stage.time().in(store.delay, kind -> receiver.accept(event), 0);
                }
            }
        }
    }

    /** The store of usage of one run: a request arrives after half the delay, its answer after the other half. */
    private static final class Usage implements UsageStore {
        private final SimulatedStore store;
        private final Simulation.Stage stage;
        private final long begun;
        private final UsageStore kept = UsageStore.inMemory();
        private final Set<String> known = new HashSet<>();
        private long requests;

        Usage(SimulatedStore store, Simulation.Stage stage, long begun) {
            this.store = store;
            this.stage = stage;
            this.begun = begun;
        }

        @Override
        public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
            CompletableFuture<Share> answer = new CompletableFuture<>();
            boolean lost = store.loses(stage, 3, requests++);
            stage.time().in(store.delay / 2, kind -> arrive(limit, request, lost, answer), 0);
            return answer;
        }

        private void arrive(Limit limit, Request request, boolean lost, CompletableFuture<Share> answer) {
            long now = stage.time().nanos();
            if (known.add(limit.id())) { // the first request begins the first period
                var unused = kept.exchange(limit, new Request("", 0, 0, 0), now - begun);
            }
            Share share =
                    kept.exchange(limit, request, now).toCompletableFuture().join();
            if (lost) {
                stage.time().in(TIMEOUT, kind -> answer.completeExceptionally(new TimeoutException("lost")), 0);
            } else {
                stage.time().in(store.delay / 2, kind -> answer.complete(share), 0);
            }
        }
    }
}
