package dev.pointsman.replay.estimate;

import java.util.List;

/**
 * Check of the sample size behind a model where the policy would send it more calls than the logged one.
 *
 * <p>An estimate of a latency by n recent answers is off by a log-sd of about .35 / √(n + 1). A model with few calls
 * looks better than it is in some of the log's states, and the policy prefers those. In production, the additional
 * calls would correct the router's estimate at once. So an estimate in the log's states says little if the additional
 * answers would make the router's estimate much more precise.
 */
final class SampleSizeCheck {
    private static final double LOG_SD = .35; // of a time to first token
    private static final double MIN_MOVED = .03; // of all calls: less does no harm
    private static final double MAX_PRECISION_GAIN =
            .03; // of the latency; half the temperature of the default strategy

    private static final double MANY = 1e9;

    private double excess; // sum of what the policy's probability is over the logged one
    private double excessSamples;
    private double excessDeviation;
    private double rows;
    private double samples;
    private double logged;
    private double target;

    void add(double loggedProbability, double targetProbability, double recent) {
        rows++;
        samples += Math.min(MANY, recent);
        logged += loggedProbability;
        target += targetProbability;
        double more = targetProbability - loggedProbability;
        if (more > 0) {
            excess += more;
            excessSamples += more * recent;
            excessDeviation += more * latencyDeviation(recent);
        }
    }

    void merge(SampleSizeCheck other) {
        excess += other.excess;
        excessSamples += other.excessSamples;
        excessDeviation += other.excessDeviation;
        rows += other.rows;
        samples += other.samples;
        logged += other.logged;
        target += other.target;
    }

    private static double latencyDeviation(double recent) {
        return LOG_SD / Math.sqrt(recent + 1);
    }

    /** Returns the recent answers of the model where the policy would send it more calls. */
    private double samples() {
        return excess == 0 ? 0 : Math.min(MANY, excessSamples / excess);
    }

    /**
     * Returns the gain in precision of the latency estimate, as a share of the latency: answers grow with the model's
     * share of the calls.
     */
    private double precisionGain() {
        double before = excess == 0 ? 0 : excessDeviation / excess;
        double answers = Math.max(samples(), samples / rows) * target / logged;
        return before * (1 - Math.sqrt((samples() + 1) / (answers + 1)));
    }

    /** Returns a description of the first under-sampled model that the policy prefers; empty if there is none. */
    static String underSampledModel(List<Block> blocks, List<String> models) {
        double calls = blocks.stream().mapToDouble(Block::rows).sum();
        for (int model = 0; model < models.size(); model++) {
            SampleSizeCheck all = new SampleSizeCheck();
            for (Block block : blocks) {
                if (model < block.loads().size()) {
                    all.merge(block.loads().get(model).sampleSize());
                }
            }
            if (all.isUnderSampled(calls)) {
                return all.describe(models.get(model), calls);
            }
        }
        return "";
    }

    private boolean isUnderSampled(double calls) {
        return target - logged > MIN_MOVED * calls && !(precisionGain() <= MAX_PRECISION_GAIN);
    }

    private String describe(String model, double calls) {
        return String.format(
                "%s: %.1f %% of the calls instead of %.1f %%, with %.1f recent answers behind its latency;"
                        + " the additional ones would improve its precision by %.1f %% of the latency (expected: <= %.0f %%). Use the simulator:"
                        + " replay simulate",
                model,
                100 * target / calls,
                100 * logged / calls,
                samples(),
                100 * precisionGain(),
                100 * MAX_PRECISION_GAIN);
    }
}
