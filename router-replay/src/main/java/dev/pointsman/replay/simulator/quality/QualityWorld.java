package dev.pointsman.replay.simulator.quality;

/**
 * Properties of a world in which answers are good or bad.
 *
 * @param pools number of pools of five models
 * @param callsPerHour calls per hour and model, each with every signal
 * @param classes whether difficulty depends on the class of a call, whose mix moves by hour, by day and slowly
 * @param difficulty standard deviation of a hidden difficulty that all models share, as a logarithm
 * @param release whether each pool has a release of the application that makes one class half as hard again
 * @param subtypes standard deviation by which models differ at hidden subtypes of calls, as a logarithm
 * @param calls mean number of calls in a session; 1 for calls without a session
 * @param correlation correlation of the outcomes of a session's calls
 */
record QualityWorld(
        int pools,
        double callsPerHour,
        boolean classes,
        double difficulty,
        boolean release,
        double subtypes,
        int calls,
        double correlation) {
    static final int MODELS_PER_POOL = 5;

    /** Returns one of the four worlds, from 0, in which nothing moves, to 3, the hardest. */
    static QualityWorld of(int number, double callsPerHour) {
        return new QualityWorld(
                4, callsPerHour, number >= 1, number >= 2 ? 0.25 : 0, number >= 2, number >= 3 ? 0.15 : 0, 1, 0);
    }

    QualityWorld withPools(int number) {
        return new QualityWorld(number, callsPerHour, classes, difficulty, release, subtypes, calls, correlation);
    }

    QualityWorld withoutRelease() {
        return new QualityWorld(pools, callsPerHour, classes, difficulty, false, subtypes, calls, correlation);
    }

    QualityWorld withSessions(int length, double correlated) {
        return new QualityWorld(pools, callsPerHour, classes, difficulty, release, subtypes, length, correlated);
    }
}
