package dev.pointsman.quality;

/**
 * Test whether a change is over: that outcomes are better than the least that was observed while it lasted. A wrong
 * answer is cheap here, so little evidence is enough.
 */
final class Recovery {
    private static final double THRESHOLD = 100;
    private static final double[] STAKES = {0.25, 0.5, 0.75, 0.95};

    private final double limit;
    private final EDetector detector;

    /** Creates the test from the outcomes during the change and the mean loss of the baseline. */
    Recovery(double bad, double count, double baseline, long hour) {
        double z = OwnBaseline.Z;
        double mean = count == 0 ? baseline : bad / count;
        double low = count == 0 ? 0 : (bad + z * z / 2 - z * Math.sqrt(bad + z * z / 4)) / count;
        this.limit = Math.min(0.95, Math.max(low, Math.sqrt(Math.max(baseline, 1e-4) * Math.max(mean, baseline))));
        this.detector = new EDetector(STAKES.length, THRESHOLD, hour);
    }

    /** Adds an outcome; returns true if the change is over. */
    boolean add(double loss, long hour) {
        detector.advance(hour);
        for (int k = 0; k < STAKES.length; k++) {
            detector.multiply(k, Math.max(1e-6, 1 + STAKES[k] / (1 - limit) * (limit - loss)));
        }
        return detector.isAlarm();
    }

    double progress() {
        return detector.progress();
    }
}
