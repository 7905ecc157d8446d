package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.FailureKind;
import dev.pointsman.replay.simulator.CallArrival;
import dev.pointsman.replay.simulator.SimulatedAttempt;
import dev.pointsman.replay.simulator.SimulatedProvider;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policy of an oracle, with as many attempts as the routers make. For one thread. */
final class OracleRun implements SessionPolicy {
    private final SessionOracle oracle;
    private final SessionStage stage;
    private final OracleForecast forecast;
    private final Map<Integer, Integer> pins = new HashMap<>();

    OracleRun(SessionOracle oracle, SessionStage stage, OracleForecast forecast) {
        this.oracle = oracle;
        this.stage = stage;
        this.forecast = forecast;
    }

    @Override
    public void call(RunningSession session) {
        new Turn(session).next();
    }

    private int choose(RunningSession session, int tried) {
        if (oracle == SessionOracle.PINNED && tried == 0) {
            Integer pin = pins.get(session.session().number());
            if (pin != null) {
                return pin;
            }
        }
        int left = session.session().turns().size() - session.number() - 1;
        int best = forecast.best(session, tried, oracle == SessionOracle.GREEDY ? 0 : left);
        pins.putIfAbsent(session.session().number(), best);
        return best;
    }

    private final class Turn implements SimulatedAttempt.Caller {
        private final RunningSession session;
        private final CallArrival arrival;
        private int attempts;
        private int tried;
        private int provider;
        private @Nullable SimulatedPrompt prompt;

        Turn(RunningSession session) {
            this.session = session;
            this.arrival = session.arrival();
        }

        void next() {
            provider = choose(session, tried);
            tried |= 1 << provider;
            session.attempted(provider, attempts == 0);
            SimulatedProvider server = stage.providers().get(provider);
            prompt = stage.prompt(session, provider, attempts);
            long call = session.session().call(session.number());
            server.take(new SimulatedAttempt(call, attempts++, arrival, server, this, prompt));
        }

        @Override
        public void firstToken() {
            session.firstToken();
        }

        @Override
        public void served() {
            session.served(provider, prompt == null ? 0 : prompt.cachedTokens());
        }

        @Override
        public void failed(FailureKind kind, double retryAfter) {
            if (attempts < Math.min(SessionStage.ATTEMPTS, stage.providers().size())) {
                next();
            } else {
                session.failed();
            }
        }
    }
}
