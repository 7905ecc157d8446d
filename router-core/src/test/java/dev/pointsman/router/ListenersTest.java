package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private final List<String> heard = new ArrayList<>();

    /** Writes down what it hears. */
    private final class Notes implements RouterListener, ModelListener {
        @Override
        public void decided(RoutingDecision decision, Attempt attempt) {
            heard.add("decided " + attempt.model().id() + " of " + decision.size() + " at "
                    + decision.probability(decision.chosen()));
        }

        @Override
        public void completed(CompletedCall call) {
            heard.add("completed " + call.trace().attempts().size());
        }

        @Override
        public ModelListener model(Model model, Operation operation) {
            heard.add("model " + model.id() + " " + operation.name());
            return this;
        }

        @Override
        public void firstToken(Attempt attempt, long nanos) {
            heard.add("first token after " + nanos);
        }

        @Override
        public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
            heard.add("succeeded after " + nanos + " for " + cost);
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            heard.add("failed " + failure.kind() + " ended " + attempt.isEnded());
        }

        @Override
        public void ignored(Attempt attempt, long nanos) {
            heard.add("ignored");
        }

        @Override
        public void breakerChanged(BreakerState from, BreakerState to) {
            heard.add(from + ">" + to);
        }
    }

    /** Throws whatever it hears. */
    private record Grumpy(Error error) implements RouterListener, ModelListener {
        @Override
        public void decided(RoutingDecision decision, Attempt attempt) {
            throw error;
        }

        @Override
        public void completed(CompletedCall call) {
            throw new IllegalStateException("completed");
        }

        @Override
        public ModelListener model(Model model, Operation operation) {
            if (model.id().equals("b")) {
                throw new IllegalStateException("model");
            }
            return this;
        }

        @Override
        public void firstToken(Attempt attempt, long nanos) {
            throw error;
        }

        @Override
        public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
            throw error;
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            throw error;
        }

        @Override
        public void ignored(Attempt attempt, long nanos) {
            throw error;
        }

        @Override
        public void breakerChanged(BreakerState from, BreakerState to) {
            throw error;
        }
    }

    @Test
    void aListenerHearsOfEverythingInOrderAndOnce() {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").price(Pricing.of(1, 1)).build());
        bench.builder().listener(new Notes());
        ModelRouter router = bench.router();
        router.call(RouteRequest.ANY, attempt -> {
            bench.clock.passSeconds(1);
            attempt.firstToken();
            bench.clock.passSeconds(1);
            return attempt.succeed(Usage.of(1_000_000, 0));
        });
        router.route(RouteRequest.ANY).close();
        for (int i = 0; i < 3; i++) {
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.CUT, "cut"));
        }
        assertThat(heard)
                .containsExactly(
                        "model a CHAT",
                        "decided a of 1 at 1.0",
                        "first token after 1000000000",
                        "succeeded after 2000000000 for 1.0",
                        "completed 1",
                        "decided a of 1 at 1.0",
                        "ignored",
                        "decided a of 1 at 1.0",
                        "failed cut ended true",
                        "decided a of 1 at 1.0",
                        "failed cut ended true",
                        "decided a of 1 at 1.0",
                        "CLOSED>OPEN",
                        "failed cut ended true");
    }

    @Test
    void aListenerThatThrowsDisturbsNeitherTheCallNorOtherListeners() {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", FailureKind.SERVER_ERROR);
        bench.builder().listener(new Grumpy(new AssertionError("grumpy"))).listener(new Notes());
        ModelRouter router = bench.router();
        for (int i = 0; i < 5; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
        }
        Attempt attempt = router.route(RouteRequest.ANY);
        attempt.firstToken();
        attempt.close();

        assertThat(heard).contains("CLOSED>OPEN", "completed 2", "completed 1", "ignored");
        assertThat(router.operations().snapshot())
                .allMatch(each -> each.statistics().inFlight() == 0);
    }

    @Test
    void aListenerMayLookAtTheRouterAndEvenRoute() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter[] router = new ModelRouter[1];
        List<String> inner = new ArrayList<>();
        bench.builder().listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                if (inner.isEmpty()) {
                    inner.add("begun");
                    try (Attempt mine = router[0].route(RouteRequest.ANY)) {
                        inner.add(mine.model().id());
                    }
                    inner.add(decision.size() + " "
                            + decision.candidate(0).model().id());
                }
            }
        });
        router[0] = bench.router();

        assertThat(bench.call(router[0])).isEqualTo("a");
        assertThat(inner).containsExactly("begun", "a", "2 a");
    }
}
