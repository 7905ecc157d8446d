package dev.pointsman.replay.simulator.quality;

import java.util.SplittableRandom;

/** Hidden state of a world: mix of classes and subtypes, common difficulty, speed of the models. Moves by the hour. */
final class Difficulty {
    static final int CLASSES = 4;
    static final int SUBTYPES = 4;
    private static final double[] FACTORS = {0.3, 0.8, 1.2, 3.5};
    private static final double[] MIX = {0.4, 0.3, 0.22, 0.08};
    private static final double TWO_PI = 2 * Math.PI;

    private final QualityWorld world;
    private final SplittableRandom random;
    private final double[] slow = new double[CLASSES]; // logarithms of the slow drift of the mix
    private final double[] subtypes = new double[SUBTYPES];
    private final double[][] models; // by model, then subtype: logarithms
    private final double[] speeds; // logarithms by model
    private final int[] releases; // class by pool
    private final double releaseHour;
    private double common;
    private double hour;

    Difficulty(QualityWorld world, double releaseHour, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.releaseHour = releaseHour;
        int all = world.pools() * QualityWorld.MODELS_PER_POOL;
        this.models = new double[all][SUBTYPES];
        for (double[] model : models) {
            for (int i = 0; i < SUBTYPES; i++) {
                model[i] = world.subtypes() * random.nextGaussian();
            }
        }
        this.speeds = new double[all];
        this.releases = new int[world.pools()];
        for (int i = 0; i < releases.length; i++) {
            releases[i] = random.nextInt(CLASSES);
        }
    }

    /** Moves on to a time. */
    void advance(double now) {
        while (hour < now) {
            hour++;
            step(slow, 0.35, 24 * 14);
            step(subtypes, 0.5, 48);
            step(speeds, 0.05, 6);
            common += -common / 12 + world.difficulty() * Math.sqrt(2.0 / 12) * random.nextGaussian();
        }
    }

    private void step(double[] values, double deviation, double memory) {
        for (int i = 0; i < values.length; i++) {
            values[i] += -values[i] / memory + deviation * Math.sqrt(2 / memory) * random.nextGaussian();
        }
    }

    /** Returns the volume at a time, over its mean. */
    double volume(double now) {
        double day = 1 + 0.6 * Math.sin(TWO_PI * now / 24);
        return world.classes() ? Math.max(0.2, Math.min(1.8, day * (now % 168 < 120 ? 1.15 : 0.6))) : 1;
    }

    int drawClass(double now) {
        if (!world.classes()) {
            return random.nextInt(CLASSES);
        }
        double[] weights = new double[CLASSES];
        double sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            double wave = 0.6 * Math.sin(TWO_PI * (now / 24 + i / 4.0)) + 0.3 * Math.sin(TWO_PI * now / 168 + i);
            weights[i] = MIX[i] * Math.exp(slow[i] + wave);
            sum += weights[i];
        }
        return draw(weights, sum);
    }

    int drawSubtype() {
        double[] weights = new double[SUBTYPES];
        double sum = 0;
        for (int i = 0; i < SUBTYPES; i++) {
            weights[i] = Math.exp(subtypes[i]);
            sum += weights[i];
        }
        return draw(weights, sum);
    }

    private int draw(double[] weights, double sum) {
        double x = random.nextDouble() * sum;
        int i = 0;
        while (i < weights.length - 1 && x >= weights[i]) {
            x -= weights[i++];
        }
        return i;
    }

    /** Returns the factor of bad outcomes of a call, about 1 in the mean. */
    double factor(int pool, int position, int kind, int subtype, double now) {
        double release = world.release() && now >= releaseHour && releases[pool] == kind ? 1.5 : 1;
        double own = models[pool * QualityWorld.MODELS_PER_POOL + position][subtype];
        return (world.classes() ? FACTORS[kind] : 1) * release * Math.exp(common + own);
    }

    /** Returns the seconds that a model takes to its first token. */
    double ttft(int pool, int position) {
        return 0.6 * Math.exp(speeds[pool * QualityWorld.MODELS_PER_POOL + position]);
    }
}
