package dev.pointsman.replay.simulator.session;

import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.strategy.RoutingStrategy;

/**
 * Strategy that sends each session to one model by a hash (Thaler and Ravishankar 1998, rendezvous hashing), as proxies
 * do; to the next one while that is excluded. Calls without a session go anywhere.
 */
final class SessionHashing {
    private SessionHashing() {}

    static RoutingStrategy strategy() {
        return RoutingStrategy.of("session-hash", SessionHashing::score, Picker.best());
    }

    private static void score(Decision decision, double[] scores) {
        String session = decision.request().session();
        for (int i = 0; i < decision.size(); i++) {
            scores[i] = session == null
                    ? decision.chance(i)
                    : RandomSource.seeded(session.hashCode())
                            .draw(decision.candidate(i).model().id().hashCode(), 0);
        }
    }
}
