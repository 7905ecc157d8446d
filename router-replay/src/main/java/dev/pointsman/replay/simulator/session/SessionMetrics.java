package dev.pointsman.replay.simulator.session;

import dev.pointsman.replay.simulator.ReactionTimes;
import dev.pointsman.replay.simulator.VirtualTime;
import java.util.Arrays;

/** Metrics of one run: times, costs, cached tokens and moves of its turns. For one thread. */
final class SessionMetrics {
    private static final long HASH_FACTOR = 0x100000001B3L;

    private final SessionWorld world;
    private final VirtualTime time;
    private final ReactionTimes choices = new ReactionTimes();
    private final long[] turnsAt;
    private double[] firstTokens = new double[1024];
    private int served;
    private long failed;
    private long attempts;
    private long moves;
    private long cachedTokens;
    private double seconds;
    private double firstTokenSum;
    private double cost;
    private double failedCost;
    private long hash = 0xCBF29CE484222325L;

    SessionMetrics(SessionWorld world, VirtualTime time) {
        this.world = world;
        this.time = time;
        this.turnsAt = new long[world.providers().size()];
    }

    void attempt(int provider, boolean first) {
        attempts++;
        if (world.outage() != null) {
            choices.add(time.seconds(), provider, first);
        }
    }

    void served(
            long call, SessionTurn turn, int provider, int cached, boolean moved, double firstToken, double latency) {
        if (served == firstTokens.length) {
            firstTokens = Arrays.copyOf(firstTokens, 2 * served);
        }
        firstTokens[served++] = firstToken;
        firstTokenSum += firstToken;
        seconds += latency;
        cachedTokens += cached;
        turnsAt[provider]++;
        moves += moved ? 1 : 0;
        cost += world.providers().get(provider).cost(turn.prompt().tokens(), cached, turn.outputTokens());
        hash(call, provider, latency);
    }

    void failed(long call, SessionTurn turn, double latency) {
        failed++;
        seconds += latency;
        failedCost += world.highestCost(turn.prompt().tokens(), turn.outputTokens());
        hash(call, -1, latency);
    }

    private void hash(long call, int provider, double latency) {
        hash = (hash ^ call) * HASH_FACTOR;
        hash = (hash ^ provider) * HASH_FACTOR;
        hash = (hash ^ Double.doubleToLongBits(latency)) * HASH_FACTOR;
    }

    SessionResult result(String policy, long seed) {
        double turns = served + (double) failed;
        double[] sorted = Arrays.copyOf(firstTokens, served);
        Arrays.sort(sorted);
        return new SessionResult(
                world.name(),
                policy,
                seed,
                (int) turns,
                seconds / turns,
                firstTokenSum / served,
                served == 0 ? Double.NaN : sorted[(int) (.95 * served)],
                cost / served,
                (cost + failedCost) / turns,
                cachedTokens,
                failed / turns,
                moves / turns,
                attempts / turns,
                Arrays.stream(turnsAt)
                        .mapToDouble(count -> count / turns)
                        .boxed()
                        .toList(),
                world.outage() == null ? 0 : choices.wasted(world.outage()),
                world.outage() == null ? Double.NaN : choices.secondsToLeave(world.outage()),
                hash);
    }
}
