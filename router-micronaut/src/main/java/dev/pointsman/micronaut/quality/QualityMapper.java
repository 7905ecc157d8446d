package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.EnumValues;
import dev.pointsman.micronaut.config.RangeChecks;
import dev.pointsman.quality.QualitySettings;
import dev.pointsman.quality.QualitySettings.OnAlarm;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Mapper from the configuration of quality to settings. */
final class QualityMapper {
    private static final QualitySettings USUAL = QualitySettings.DEFAULT;
    private static final int MOST_DECISIONS = 1 << 22;
    private static final int LEAST_SEARCH = 2_000;
    private static final int USUAL_SEARCH = 150_000;

    private QualityMapper() {}

    /** Returns the settings; null if it is not enabled. */
    static @Nullable QualitySetup of(@Nullable QualityConfig config, ConfigErrors at) {
        if (config == null) {
            return null;
        }
        RangeChecks given = new RangeChecks(at);
        Duration baseline = given.checked(
                "baseline", config.baseline(), value -> value.compareTo(Duration.ofHours(1)) >= 0, ">= 1h");
        Double falseAlarms = given.checked("false-alarms", config.falseAlarms(), value -> value > 0, "> 0");
        Double prior = given.checked("prior", config.prior(), value -> value > 0, "> 0");
        Double memory = given.checked("memory", config.memory(), value -> value >= 1, ">= 1");
        Double trials = given.checked("trials-per-hour", config.trialsPerHour(), value -> value >= 0, ">= 0");
        Integer decisions = given.checked(
                "decisions",
                config.decisions(),
                value -> value >= 1 && value <= MOST_DECISIONS,
                ">= 1 and <= " + MOST_DECISIONS);
        Integer queue = given.checked("queue", config.queue(), value -> value >= 1, ">= 1");
        OnAlarm onAlarm =
                config.onAlarm() == null ? null : EnumValues.of(OnAlarm.class, config.onAlarm(), at.in("on-alarm"));
        Path file = path(config.file(), at.in("file"));
        ProbeBudget probes = probes(config, given);
        if (probes != null) {
            at.in("probe-tokens-per-day").require(config.file() != null, probes.perDay(), "with a file of the state");
        }
        Duration idle = given.positive("session-idle", config.sessionIdle(), USUAL.sessionIdle());
        return RangeChecks.or(false, config.enabled())
                ? new QualitySetup(
                        new QualitySettings(
                                RangeChecks.or(USUAL.baseline(), baseline),
                                RangeChecks.or(USUAL.falseAlarms(), falseAlarms),
                                USUAL.streams(),
                                idle,
                                RangeChecks.or(USUAL.onAlarm(), onAlarm),
                                RangeChecks.or(USUAL.prior(), prior),
                                RangeChecks.or(USUAL.memory(), memory),
                                RangeChecks.or(USUAL.trialsPerHour(), trials),
                                RangeChecks.or(USUAL.decisions(), decisions),
                                RangeChecks.or(USUAL.queue(), queue)),
                        file,
                        probes)
                : null;
    }

    private static @Nullable ProbeBudget probes(QualityConfig config, RangeChecks given) {
        Integer daily = given.checked("probe-tokens-per-day", config.probeTokensPerDay(), value -> value >= 0, ">= 0");
        Integer search = given.checked(
                "probe-search-tokens",
                config.probeSearchTokens(),
                value -> value >= LEAST_SEARCH,
                ">= " + LEAST_SEARCH);
        return daily == null || daily == 0 ? null : new ProbeBudget(daily, RangeChecks.or(USUAL_SEARCH, search));
    }

    private static @Nullable Path path(@Nullable String text, ConfigErrors at) {
        if (text == null) {
            return null;
        }
        try {
            Path path = Path.of(text).toAbsolutePath();
            Path folder = path.getParent();
            at.require(
                    folder != null && Files.isDirectory(folder) && !Files.isDirectory(path),
                    text,
                    "a file in a folder that exists");
            return path;
        } catch (InvalidPathException e) {
            at.refuse(text, "a file");
            return null;
        }
    }
}
