package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.SessionKey;
import dev.pointsman.policy.Pool;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions read the session's previous model from the configured store. */
class ServedSessionsTest {
    private static final RoutingStrategy PREVIOUS = RoutingStrategy.of(
            "previous",
            (decision, scores) -> {
                for (int i = 0; i < decision.size(); i++) {
                    String id = decision.candidate(i).model().id();
                    scores[i] = id.equals(decision.previousModel()) ? 1 : 0;
                }
            },
            Picker.best());

    private final RouterFixture bench = RouterFixture.of("a", "b", "c");
    private final RouteRequest request =
            RouteRequest.builder().session("s").tenant("t").build();

    @Test
    void aSharedStoreTellsADecisionTheModelThatServedElsewhere() {
        ToyStore store = new ToyStore();
        SessionKey session = SessionKey.of("pool", "t", "s");
        store.states.put(session, SessionState.after(null, new ServedTurn("c", 3, 0, 0, 0)));
        bench.builder().sessions(store);
        assertThat(bench.call(router(), request).value()).isEqualTo("c");
    }

    @Test
    void aServedSessionIsRecordedWithPoolAndTenant() {
        ToyStore store = new ToyStore();
        bench.builder().sessions(store);
        String served = bench.call(router(), request).value();
        assertThat(store.states).containsOnlyKeys(SessionKey.of("pool", "t", "s"));
        assertThat(store.states.values()).extracting(SessionState::model).containsExactly(served);
    }

    @Test
    void aFailingStoreDoesNotFailACall() {
        bench.builder().sessions(new SessionStore() {
            @Override
            public @Nullable SessionState find(SessionKey session, long nowNanos) {
                throw new IllegalStateException("no view");
            }

            @Override
            public void served(SessionKey session, ServedTurn turn, long nowNanos) {
                throw new IllegalStateException("no queue");
            }
        });
        ModelRouter router = router();
        assertThat(bench.call(router, request).value()).isNotEmpty();
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    private ModelRouter router() {
        bench.builder().strategy(PREVIOUS);
        return bench.router(Pool.of("pool", "a", "b", "c").withGoal(Goal.of("previous")));
    }

    /** A store that is written for this test alone: nothing else in the repository knows it. */
    private static final class ToyStore implements SessionStore {
        final Map<SessionKey, SessionState> states = new HashMap<>();

        @Override
        public @Nullable SessionState find(SessionKey session, long nowNanos) {
            return states.get(session);
        }

        @Override
        public void served(SessionKey session, ServedTurn turn, long nowNanos) {
            states.compute(session, (key, before) -> SessionState.after(before, turn));
        }
    }
}
