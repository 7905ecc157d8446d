package dev.pointsman.stats;

import dev.pointsman.random.Seeds;
import java.util.Random;

/** The statistics of one model under virtual time, which begins anywhere. */
abstract class StatisticsBench {
    final Random random = Seeds.printed(getClass());
    final ModelStatistics statistics = new ModelStatistics(StatisticsConfig.DEFAULT);
    long now = Seeds.clockOrigin(random);

    Estimates read() {
        Estimates estimates = new Estimates();
        statistics.read(now, estimates);
        return estimates;
    }
}
