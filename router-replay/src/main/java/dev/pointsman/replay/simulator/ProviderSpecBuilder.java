package dev.pointsman.replay.simulator;

import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builder of a {@link ProviderSpec}; every value but the name has a default. Not safe for several threads. */
public final class ProviderSpecBuilder {
    private String name = "";
    private @Nullable Pricing price;
    private LogNormal ttft = new LogNormal(.5, .2);
    private LogNormal tpot = new LogNormal(.02, .1);
    private double secondsPerInputToken = 5e-5;
    private int capacity;
    private int perMinute;
    private boolean retryAfter;
    private double errorRate = .005;
    private double errorSeconds = .3;
    private double joinsAt;
    private List<Phase> phases = new ArrayList<>();
    private Drift drift = Drift.NONE;
    private double quality = 1;
    private Tier tier = Tier.PRIMARY;
    private @Nullable String account;

    ProviderSpecBuilder() {}

    ProviderSpecBuilder(ProviderSpec from) {
        name = from.name();
        price = from.price();
        ttft = from.ttft();
        tpot = from.tpot();
        secondsPerInputToken = from.secondsPerInputToken();
        capacity = from.capacity();
        perMinute = from.perMinute();
        retryAfter = from.retryAfter();
        errorRate = from.errorRate();
        errorSeconds = from.errorSeconds();
        joinsAt = from.joinsAt();
        phases.addAll(from.phases());
        drift = from.drift();
        quality = from.quality();
        tier = from.tier();
        account = from.account();
    }

    /**
     * Sets the name, also the model's id.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder name(String value) {
        name = value;
        return this;
    }

    /**
     * Sets the prices; default: unknown.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder price(@Nullable Pricing value) {
        price = value;
        return this;
    }

    /**
     * Sets the seconds to the first token; default: median 0.5, log-sd 0.2.
     *
     * @param value the value
     * @return this builder
     */
    ProviderSpecBuilder ttft(LogNormal value) {
        ttft = value;
        return this;
    }

    /**
     * Sets the seconds to the first token: log-normal; default: median 0.5, log-sd 0.2.
     *
     * @param median its median; over 0
     * @param logSd standard deviation of its logarithm; at least 0
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpecBuilder ttft(double median, double logSd) {
        return ttft(new LogNormal(median, logSd));
    }

    /**
     * Sets the seconds per output token: log-normal; default: median 0.02, log-sd 0.1.
     *
     * @param median its median; over 0
     * @param logSd standard deviation of its logarithm; at least 0
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpecBuilder tpot(double median, double logSd) {
        return tpot(new LogNormal(median, logSd));
    }

    /**
     * Sets the seconds per output token; default: median 0.02, log-sd 0.1.
     *
     * @param value the value
     * @return this builder
     */
    ProviderSpecBuilder tpot(LogNormal value) {
        tpot = value;
        return this;
    }

    /**
     * Sets the seconds that each token of the prompt adds before the first token; default: 0.00005.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder secondsPerInputToken(double value) {
        secondsPerInputToken = value;
        return this;
    }

    /**
     * Sets the number of calls served at once; default: no limit.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder capacity(int value) {
        capacity = value;
        return this;
    }

    /**
     * Sets the rate limit in calls per minute; default: no limit.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder perMinute(int value) {
        perMinute = value;
        return this;
    }

    /**
     * Sets whether a 429 has a {@code Retry-After} until the next minute; default: no.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder retryAfter(boolean value) {
        retryAfter = value;
        return this;
    }

    /**
     * Sets the share of calls that fail in the normal regime; default: 0.005.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder errorRate(double value) {
        errorRate = value;
        return this;
    }

    /**
     * Sets the seconds until an error response; default: 0.3.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder errorSeconds(double value) {
        errorSeconds = value;
        return this;
    }

    /**
     * Sets the seconds after the beginning at which the routers get the model; default: from the beginning.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder joinsAt(double value) {
        joinsAt = value;
        return this;
    }

    /**
     * Sets the phases with another regime; default: none.
     *
     * @param value the value
     * @return this builder
     */
    ProviderSpecBuilder phases(List<Phase> value) {
        phases = new ArrayList<>(value);
        return this;
    }

    /**
     * Sets the drift of its speed; default: none.
     *
     * @param value the value
     * @return this builder
     */
    ProviderSpecBuilder drift(Drift value) {
        drift = value;
        return this;
    }

    /**
     * Sets a drift of its speed: its slowdown changes at random, again and again.
     *
     * @param logSd standard deviation of the slowdown's logarithm; at least 0
     * @param everySeconds how long each slowdown lasts; over 0
     * @param offsetSeconds when, within that time, it changes
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpecBuilder drift(double logSd, double everySeconds, double offsetSeconds) {
        return drift(new Drift(logSd, everySeconds, offsetSeconds));
    }

    /**
     * Sets the quality of its answers, over 0 and at most 1; default: 1.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder quality(double value) {
        quality = value;
        return this;
    }

    /**
     * Sets its tier in the pool; default: primary.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder tier(Tier value) {
        tier = value;
        return this;
    }

    /**
     * Sets the account whose rate limit its calls count in; default: one of its own.
     *
     * @param value the value
     * @return this builder
     */
    public ProviderSpecBuilder account(String value) {
        account = value;
        return this;
    }

    /**
     * Adds a phase.
     *
     * @param value the phase
     * @return this builder
     */
    ProviderSpecBuilder phase(Phase value) {
        phases.add(value);
        return this;
    }

    /**
     * Adds a period in which its answers take longer.
     *
     * @param from seconds after the beginning; at least 0
     * @param until seconds after the beginning; over {@code from}
     * @param factor factor by which they take longer than usual; over 0
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpecBuilder slower(double from, double until, double factor) {
        return phase(Phase.of(from, until, Regime.slower(factor)));
    }

    /**
     * Adds a period in which calls fail with a server error, in addition to its usual ones.
     *
     * @param from seconds after the beginning; at least 0
     * @param until seconds after the beginning; over {@code from}
     * @param errorRate share of these calls, 0 to 1; 1 for an outage
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpecBuilder failing(double from, double until, double errorRate) {
        return phase(Phase.of(from, until, Regime.failing(errorRate)));
    }

    /**
     * Adds a period in which it accepts calls and never answers.
     *
     * @param from seconds after the beginning; at least 0
     * @param until seconds after the beginning; over {@code from}
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpecBuilder silent(double from, double until) {
        return phase(Phase.of(from, until, Regime.SILENT));
    }

    /**
     * Builds the provider.
     *
     * @return the provider
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpec build() {
        return new ProviderSpec(
                name,
                price,
                ttft,
                tpot,
                secondsPerInputToken,
                capacity,
                perMinute,
                retryAfter,
                errorRate,
                errorSeconds,
                joinsAt,
                phases,
                drift,
                quality,
                tier,
                account == null ? name : account);
    }
}
