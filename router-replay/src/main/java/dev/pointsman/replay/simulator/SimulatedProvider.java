package dev.pointsman.replay.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runtime state of a provider: a queue of calls, a limited number of servers, and the current regime. For one thread. */
public final class SimulatedProvider {
    static final double OUTLIERS = .01;
    static final double OUTLIER_FACTOR = 4;
    /** Factor by which the rare slow first tokens raise the mean. */
    static final double OUTLIER_MEAN = 1 + OUTLIERS * (OUTLIER_FACTOR - 1);

    private static final double REFUSAL_SECONDS = .1;
    // Kinds of random numbers of one attempt, two apart for the normal ones.
    private static final int ERROR = 0;
    private static final int TTFT = 2;
    private static final int TPOT = 4;
    private static final int OUTLIER = 6;
    private static final int DRIFT = 8;

    private final ProviderSpec spec;
    private final int index;
    private final RandomStreams draws;
    private final VirtualTime time;
    private final double patience;
    private final RegimeSchedule regimes;
    private final ArrayDeque<SimulatedAttempt> line = new ArrayDeque<>();
    private int busy;
    private int mostAtOnce;
    private final SimulatedAccount account;
    private long refusals;
    private long driftStep = Long.MIN_VALUE;
    private Regime drifted = Regime.NORMAL;

    /**
     * Creates an idle provider.
     *
     * @param account the account that is used there, perhaps for other models as well
     * @param patience seconds that callers wait for a first token
     */
    SimulatedProvider(
            ProviderSpec spec,
            int index,
            SimulatedAccount account,
            RandomStreams draws,
            VirtualTime time,
            double patience) {
        this.account = account;
        this.spec = spec;
        this.index = index;
        this.draws = draws;
        this.time = time;
        this.patience = patience;
        this.regimes = new RegimeSchedule(spec.phases());
    }

    /**
     * Creates idle providers, whose random numbers are those of a seed.
     *
     * @param specs their specifications
     * @param seed the seed
     * @param time the time they live in
     * @param patience seconds that callers wait for a first token
     * @return the providers, in the order of their specifications
     */
    public static List<SimulatedProvider> of(List<ProviderSpec> specs, long seed, VirtualTime time, double patience) {
        return of(specs, new RandomStreams(seed), time, patience);
    }

    static List<SimulatedProvider> of(
            List<ProviderSpec> specs, RandomStreams draws, VirtualTime time, double patience) {
        Map<String, SimulatedAccount> accounts = new HashMap<>();
        List<SimulatedProvider> providers = new ArrayList<>();
        for (ProviderSpec spec : specs) {
            SimulatedAccount account =
                    accounts.computeIfAbsent(spec.account(), name -> new SimulatedAccount(spec.perMinute(), time));
            providers.add(new SimulatedProvider(spec, providers.size(), account, draws, time, patience));
        }
        return providers;
    }

    /**
     * Returns the specification.
     *
     * @return the specification
     */
    public ProviderSpec spec() {
        return spec;
    }

    /**
     * Returns the place in the list of providers.
     *
     * @return from 0
     */
    public int index() {
        return index;
    }

    /**
     * Accepts a call; its end is scheduled as an event.
     *
     * @param job the call
     */
    public void take(SimulatedAttempt job) {
        Regime regime = regime();
        if (isOverLimit()) {
            refusals++;
            job.reading = account.reading();
            time.in(REFUSAL_SECONDS, job, SimulatedAttempt.LIMITED);
            return;
        }
        account.take();
        job.reading = account.perMinute() == 0 ? null : account.reading();
        if (draw(job, ERROR) < failureRate(regime)) {
            time.in(spec.errorSeconds(), job, SimulatedAttempt.ERROR);
            return;
        }
        if (isFull()) {
            line.add(job);
            time.in(patience, job, SimulatedAttempt.TIMEOUT);
        } else {
            serve(job, regime, true);
        }
        mostAtOnce = Math.max(mostAtOnce, busy + line.size());
    }

    /** Returns the highest number of calls at one time, queued ones included. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    /** Ends the service of a call and begins that of the next one in the queue. */
    void leave() {
        busy--;
        SimulatedAttempt next = line.poll();
        if (next != null) {
            serve(next, regime(), false); // its timeout runs since its arrival
        }
    }

    private void serve(SimulatedAttempt job, Regime regime, boolean atOnce) {
        busy++;
        double outlier = draw(job, OUTLIER) < OUTLIERS ? OUTLIER_FACTOR : 1;
        double first = regime.slowdown()
                * (spec.ttft().at(normal(job, TTFT)) * outlier + spec.secondsPerInputToken() * job.uncachedTokens());
        double rest = regime.slowdown() * spec.tpot().at(normal(job, TPOT)) * job.arrival.outputTokens();
        if (atOnce && (regime.silent() || first >= patience)) {
            time.in(patience, job, SimulatedAttempt.TIMEOUT);
        }
        if (regime.silent()) {
            time.in(first + rest, job, SimulatedAttempt.SERVED_UNREAD);
        } else {
            time.in(first, job, SimulatedAttempt.FIRST_TOKEN);
            time.in(first + rest, job, SimulatedAttempt.DONE);
        }
    }

    /** Returns the current regime. */
    Regime regime() {
        double now = time.seconds();
        return regimes.at(now, drift(now));
    }

    /** Returns the share of calls that fail in a regime. */
    double failureRate(Regime regime) {
        return 1 - (1 - spec.errorRate()) * (1 - regime.errorRate());
    }

    boolean isOverLimit() {
        return account.isOverLimit();
    }

    /** Returns the number of calls that were refused for the limit of the account. */
    long refusals() {
        return refusals;
    }

    /**
     * Returns the seconds until the rate limit admits calls again; NaN if the provider sends no {@code Retry-After}.
     */
    double untilNextMinute() {
        return spec.retryAfter() ? account.untilNextMinute() : Double.NaN;
    }

    /**
     * Returns whether a call that arrives now would get an answer: no silence, no rate limit reached.
     *
     * @return false if it would not
     */
    public boolean isUsable() {
        return !regime().silent() && !isOverLimit();
    }

    /**
     * Returns the share of calls that fail now.
     *
     * @return 0 to 1
     */
    public double failureRate() {
        return failureRate(regime());
    }

    /**
     * Returns the mean seconds of a whole answer that begins now, without queueing.
     *
     * @param processedTokens tokens of the prompt to process; at least 0
     * @param outputTokens tokens of the answer; at least 0
     * @return seconds
     */
    public double meanService(double processedTokens, double outputTokens) {
        return spec.meanService(regime().slowdown(), processedTokens, outputTokens, OUTLIER_MEAN);
    }

    /**
     * Returns whether a call that arrives now would wait in the queue.
     *
     * @return true if all servers are busy
     */
    public boolean isFull() {
        return spec.capacity() > 0 && busy >= spec.capacity();
    }

    /**
     * Returns the mean wait in the queue of a call that arrives now.
     *
     * @param serviceSeconds mean service time of the calls; at least 0
     * @return seconds
     */
    public double meanWait(double serviceSeconds) {
        return isFull() ? serviceSeconds * (line.size() + 1) / spec.capacity() : 0;
    }

    private Regime drift(double now) {
        if (spec.drift().logSd() == 0) {
            return Regime.NORMAL;
        }
        long step = spec.drift().step(now);
        if (step != driftStep) {
            driftStep = step;
            double normal = draws.normal(step, index, 0, DRIFT);
            drifted = Regime.slower(Math.exp(spec.drift().logSd() * normal));
        }
        return drifted;
    }

    private double draw(SimulatedAttempt job, int kind) {
        return draws.uniform(job.request, index, job.attempt, kind);
    }

    private double normal(SimulatedAttempt job, int kind) {
        return draws.normal(job.request, index, job.attempt, kind);
    }
}
