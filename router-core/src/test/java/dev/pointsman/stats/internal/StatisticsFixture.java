package dev.pointsman.stats.internal;

import dev.pointsman.random.Seeds;
import dev.pointsman.stats.StatisticsConfig;
import java.util.Random;

/** The statistics of one model under virtual time, which begins anywhere. */
abstract class StatisticsFixture {
    final Random random = Seeds.printed(getClass());
    final ModelStatistics statistics = new ModelStatistics(StatisticsConfig.DEFAULT);
    long now = Seeds.clockOrigin(random);

    ModelEstimates read() {
        ModelEstimates estimates = new ModelEstimates();
        statistics.read(now, estimates);
        return estimates;
    }
}
