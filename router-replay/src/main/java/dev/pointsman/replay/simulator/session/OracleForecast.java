package dev.pointsman.replay.simulator.session;

import dev.pointsman.replay.simulator.SimulatedProvider;
import dev.pointsman.strategies.GoalWeights;
import java.util.List;

/**
 * Loss of the turns of a session at each provider, as an oracle expects it. For one thread.
 *
 * <p>A place in a queue saves no money, as it holds up another call: while a provider is free, one with a queue costs at
 * least as much as the cheapest free one.
 */
final class OracleForecast {
    private static final double NEVER = 1e9;

    private final SessionStage stage;
    private final GoalWeights goal;
    private final double meanOutput;
    private final double[] now;
    private final double[] later;
    private final double[] cost;
    private final boolean[] full;

    /**
     * Creates a forecast.
     *
     * @param meanOutput mean tokens of an answer
     */
    OracleForecast(SessionStage stage, GoalWeights goal, double meanOutput) {
        this.stage = stage;
        this.goal = goal;
        this.meanOutput = meanOutput;
        int size = stage.providers().size();
        now = new double[size];
        later = new double[size];
        cost = new double[size];
        full = new boolean[size];
    }

    /**
     * Returns the provider with the least loss.
     *
     * @param tried bits of the providers that are out
     * @param turnsToCome turns after the current one to count
     */
    int best(RunningSession session, int tried, int turnsToCome) {
        double freeCost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < now.length; i++) {
            forecast(session, i, tried, turnsToCome);
            if (now[i] < NEVER && !full[i]) {
                freeCost = Math.min(freeCost, cost[i]);
            }
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < now.length; i++) {
            boolean queued = full[i] && freeCost < Double.POSITIVE_INFINITY;
            double loss = (tried & (1 << i)) != 0
                    ? Double.POSITIVE_INFINITY
                    : goal.latency() * Math.log(time(i, turnsToCome))
                            + goal.cost() * Math.log(queued ? Math.max(cost[i], freeCost) : cost[i]);
            if (loss < least) {
                least = loss;
                best = i;
            }
        }
        return best;
    }

    private double time(int provider, int turnsToCome) {
        double alternative = NEVER;
        for (int i = 0; i < now.length; i++) {
            alternative = i == provider ? alternative : Math.min(alternative, now[i]);
        }
        SimulatedProvider server = stage.providers().get(provider);
        double failing = server.failureRate();
        double failed = server.spec().errorSeconds() + alternative;
        return (1 - failing) * (now[provider] + later[provider]) + failing * (1 + turnsToCome) * failed;
    }

    private void forecast(RunningSession session, int index, int tried, int turnsToCome) {
        SimulatedProvider server = stage.providers().get(index);
        SessionProvider provider = stage.world().providers().get(index);
        PromptCacheSpec cache = provider.cache();
        int tokens = session.turn().prompt().tokens();
        double cached = cache.hitRate() * stage.cachedTokens(session, index);
        double service = server.meanService(tokens - cached, meanOutput);
        double wait = server.meanWait(service);
        boolean usable = (tried & (1 << index)) == 0
                && server.isUsable()
                && wait + server.meanService(tokens - cached, 0) < SessionStage.patience();
        now[index] = usable ? service + wait : NEVER;
        full[index] = server.isFull();
        later[index] = 0;
        cost[index] = provider.cost(tokens, cached, meanOutput);
        List<SessionTurn> turns = session.session().turns();
        for (int turn = session.number() + 1; turn <= session.number() + turnsToCome; turn++) {
            double age = turns.get(turn).pause() + server.meanService(0, meanOutput);
            PromptPrefixes prompt = turns.get(turn).prompt();
            double hit = keptTokens(cache, session.session(), turn, age);
            later[index] += wait + server.meanService(prompt.tokens() - hit, meanOutput);
            cost[index] += provider.cost(prompt.tokens(), hit, meanOutput);
        }
    }

    /** Returns the tokens of a later turn that are cached, if other sessions keep the beginning that they share. */
    private static double keptTokens(PromptCacheSpec cache, Session session, int turn, double age) {
        PromptPrefixes prompt = session.turns().get(turn).prompt();
        int common = commonTokens(session.turns().get(turn - 1).prompt(), prompt);
        if (!cache.isPresent() || common == 0) {
            return 0;
        }
        int shared = session.beginningTokens() > 0 ? PromptCacheSpec.whole(prompt.end(0)) : 0;
        double survival = cache.survival(age);
        return cache.hitRate() * (survival * PromptCacheSpec.whole(common) + (1 - survival) * shared);
    }

    private static int commonTokens(PromptPrefixes before, PromptPrefixes prompt) {
        int common = 0;
        for (int i = 0; i < Math.min(before.size(), prompt.size()) && before.key(i) == prompt.key(i); i++) {
            common = Math.min(before.end(i), prompt.end(i));
        }
        return common;
    }
}
