package dev.pointsman.micronaut.config;

import dev.pointsman.breaker.BreakerConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mapper from breaker configuration to settings, with defaults from other settings. */
final class BreakerMapper {
    private final ConfigErrors at;
    private final RangeChecks given;

    private BreakerMapper(ConfigErrors at) {
        this.at = at;
        this.given = new RangeChecks(at);
    }

    /** Returns the settings of a breaker; {@code base} applies where a value is absent, or invalid and reported. */
    static BreakerConfig one(@Nullable BreakerSettings keys, BreakerConfig base, ConfigErrors at) {
        return keys == null ? base : new BreakerMapper(at).over(base, keys);
    }

    /** Returns the breaker settings of models that differ from the base, by id. */
    static Map<String, BreakerConfig> exceptions(List<ModelConfig> models, BreakerConfig base, ConfigErrors at) {
        Map<String, BreakerConfig> exceptions = new LinkedHashMap<>();
        for (int i = 0; i < models.size(); i++) {
            ModelConfig model = models.get(i);
            BreakerConfig breaker = one(model.breaker(), base, at.in(i).in("breaker"));
            if (model.id() != null && model.breaker() != null) {
                exceptions.put(model.id(), breaker);
            }
        }
        return exceptions;
    }

    private BreakerConfig over(BreakerConfig base, BreakerSettings keys) {
        Duration openFor = given.positive("open-for", keys.openFor(), base.openFor());
        Duration openAtMost = given.positive("open-at-most", keys.openAtMost(), base.openAtMost());
        boolean inOrder = inOrder(openFor, openAtMost, keys.openAtMost() != null);
        return new BreakerConfig(
                given.atLeast(1, "consecutive-failures", keys.consecutiveFailures(), base.consecutiveFailures()),
                given.share("failure-rate", keys.failureRate(), base.failureRate()),
                given.atLeast(1, "minimum-calls", keys.minimumCalls(), base.minimumCalls()),
                given.positive("window", keys.window(), base.window()),
                slowFactor(keys.slowFactor(), base.slowFactor()),
                given.share("slow-rate", keys.slowRate(), base.slowRate()),
                inOrder ? openFor : base.openFor(),
                inOrder ? openAtMost : base.openAtMost(),
                jitter(keys.jitter(), base.jitter()),
                ramp(keys.ramp(), base.ramp()),
                given.positive("out-for", keys.outFor(), base.outFor()),
                given.shareOrNone("traffic-share", keys.trafficShare(), base.trafficShare()),
                given.positive("trial-limit", keys.trialLimit(), base.trialLimit()),
                given.positive("cooldown-at-most", keys.cooldownAtMost(), base.cooldownAtMost()));
    }

    private boolean inOrder(Duration openFor, Duration openAtMost, boolean mostIsGiven) {
        boolean inOrder = openFor.compareTo(openAtMost) <= 0;
        return mostIsGiven
                ? at.in("open-at-most").require(inOrder, openAtMost, ">= open-for")
                : at.in("open-for").require(inOrder, openFor, "<= open-at-most");
    }

    private double slowFactor(@Nullable Double factor, double otherwise) {
        return RangeChecks.or(otherwise, given.checked("slow-factor", factor, value -> value > 1, "> 1"));
    }

    private double jitter(@Nullable Double jitter, double otherwise) {
        return RangeChecks.or(
                otherwise, given.checked("jitter", jitter, value -> value >= 0 && value < 1, ">= 0 and < 1"));
    }

    private List<Integer> ramp(@Nullable List<Integer> ramp, List<Integer> otherwise) {
        return RangeChecks.or(otherwise, given.checked("ramp", ramp, BreakerMapper::isRamp, "1, then rising"));
    }

    private static boolean isRamp(List<Integer> stages) {
        boolean rising = !stages.isEmpty() && stages.get(0) == 1;
        for (int i = 1; i < stages.size(); i++) {
            rising &= stages.get(i) > stages.get(i - 1);
        }
        return rising;
    }
}
