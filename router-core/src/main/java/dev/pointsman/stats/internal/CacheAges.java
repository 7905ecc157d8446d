package dev.pointsman.stats.internal;

/** Classes of ages of cached prompts, and of the pauses between the calls of a session: around the usual times to live. */
public final class CacheAges {
    /** Number of classes. */
    public static final int COUNT = 9;

    private static final double[] EDGES = {30, 120, 270, 330, 600, 1200, 3300, 3900}; // seconds
    private static final double OPTIMISM = .99;
    private static final double WITHOUT_DISCOUNT = .5;
    private static final double AROUND = .5;
    private static final double LATER = .25;
    private static final double LEAST = .05;

    private CacheAges() {}

    /**
     * Returns the class of an age.
     *
     * @param seconds the age
     * @return from 0 to under {@link #COUNT}
     */
    public static int of(double seconds) {
        int age = 0;
        while (age < EDGES.length && seconds >= EDGES[age]) {
            age++;
        }
        return age;
    }

    /** Returns the survival by age that a time to live promises, in seconds. */
    static double[] prior(double timeToLive, boolean discounted) {
        double[] prior = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double from = i == 0 ? 0 : EDGES[i - 1];
            double to = i == EDGES.length ? 2 * from : EDGES[i];
            double share = to <= timeToLive
                    ? 1
                    : from < timeToLive ? AROUND : Math.max(LEAST, LATER * timeToLive / ((from + to) / 2));
            prior[i] = (discounted ? OPTIMISM : WITHOUT_DISCOUNT) * share;
        }
        return prior;
    }
}
