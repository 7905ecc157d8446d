package dev.pointsman.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.state.SessionStore;
import dev.pointsman.stats.internal.CacheSurvival;
import dev.pointsman.stats.internal.PromptLoad;
import dev.pointsman.stats.internal.SessionPace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pace of sessions whose turns are served by one of several instances by chance, as each instance learns it by itself. */
class SharedPaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int TURNS = 12;
    private static final Model MODEL = Model.builder("a", "acme").build();

    @Test
    void oneInstanceOfThreeLearnsThePaceOfOneThatServesAllTurns() {
        SessionPace.Table one = served(1).get(0);

        assertThat(one.turnsAfter(1)).isCloseTo(TURNS - 1, within(1.5));
        assertThat(one.growth()).isCloseTo(700, within(5.0));
        for (SessionPace.Table pace : served(3)) {
            assertThat(pace.growth()).isCloseTo(700, within(5.0));
            assertThat(pace.kept(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0})).isGreaterThan(.95);
            for (int turn : new int[] {1, 2, 4, 8}) {
                assertThat(pace.turnsAfter(turn)).isCloseTo(one.turnsAfter(turn), within(2.0));
            }
        }
    }

    /** Serves sessions of twelve turns, each turn at one of some instances, and returns what they have learned. */
    private static List<SessionPace.Table> served(int instances) {
        List<PromptCaches> prompts = new ArrayList<>();
        List<SessionPace> paces = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            prompts.add(new PromptCaches(new ServedSessions(SessionStore.inMemory())));
            paces.add(new SessionPace());
        }
        int draw = 1;
        for (int session = 0; session < 3000; session++) {
            for (int turn = 1; turn <= TURNS; turn++) {
                draw = draw * 1_103_515_245 + 12_345;
                int at = (draw >>> 16) % instances;
                long start = (session * TURNS + turn) * SECOND / 10;
                RouteRequest request =
                        RouteRequest.builder().session("s" + session).turn(turn).build();
                Usage usage = Usage.of(5000 + 700 * turn, 100);
                prompts.get(at).served(new Turn(request, paces.get(at), start), usage, start + SECOND / 20);
            }
        }
        return paces.stream().map(SessionPace::current).toList();
    }

    private record Turn(RouteRequest request, SessionPace pace, long start) implements ServedPrompt {
        @Override
        public Model model() {
            return MODEL;
        }

        @Override
        public String pool() {
            return "pool";
        }

        @Override
        public SharedPrefix.Place place() {
            return new SharedPrefix.Place(this, 1, 0);
        }

        @Override
        public PromptExpectation expectation() {
            return new PromptExpectation(PromptLoad.NONE, 0, Double.POSITIVE_INFINITY, 0);
        }

        @Override
        public int expectedTokens() {
            return 0;
        }

        @Override
        public CacheSurvival survival() {
            return new CacheSurvival(MODEL);
        }

        @Override
        public long firstTokenAt() {
            return start;
        }
    }
}
