package dev.pointsman.replay.estimate;

import java.util.List;

/**
 * How well the router knew a model where the policy would send it more calls than the log's did.
 *
 * <p>An estimate of a latency by n recent answers is off by a log-sd of about .35 / √(n + 1). A model that is hardly ever
 * asked looks better than it is in some of the log's states, and the policy goes for those. Live, the calls it sends there
 * would teach the router better at once. So what the policy would do in the log's states says little if the answers that it
 * would bring make the router much surer.
 */
final class SampleSizeCheck {
    private static final double LOG_SD = .35; // of a time to first token
    private static final double LEAST_MOVED = .03; // of all calls: less does no harm
    private static final double MOST_SURER = .03; // of the latency; half the temperature of the default strategy

    private static final double MANY = 1e9;

    private double excess; // sum of what the policy's probability is over the logged one
    private double excessSamples;
    private double excessUnsure;
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
            excessUnsure += more * unsure(recent);
        }
    }

    void merge(SampleSizeCheck other) {
        excess += other.excess;
        excessSamples += other.excessSamples;
        excessUnsure += other.excessUnsure;
        rows += other.rows;
        samples += other.samples;
        logged += other.logged;
        target += other.target;
    }

    private static double unsure(double recent) {
        return LOG_SD / Math.sqrt(recent + 1);
    }

    /** Recent answers of the model where the policy would send it more. */
    private double samples() {
        return excess == 0 ? 0 : Math.min(MANY, excessSamples / excess);
    }

    /** By how much of the latency the router would know the model better: answers grow with its share of the calls. */
    private double surer() {
        double before = excess == 0 ? 0 : excessUnsure / excess;
        double answers = Math.max(samples(), samples / rows) * target / logged;
        return before * (1 - Math.sqrt((samples() + 1) / (answers + 1)));
    }

    /** The first model that the policy would go for as the router hardly knew it, for a person; empty if there is none. */
    static String stranger(List<Block> blocks, List<String> models) {
        double calls = blocks.stream().mapToDouble(Block::rows).sum();
        for (int model = 0; model < models.size(); model++) {
            SampleSizeCheck all = new SampleSizeCheck();
            for (Block block : blocks) {
                if (model < block.loads().size()) {
                    all.merge(block.loads().get(model).acquaintance());
                }
            }
            if (all.isStrange(calls)) {
                return all.describe(models.get(model), calls);
            }
        }
        return "";
    }

    private boolean isStrange(double calls) {
        return target - logged > LEAST_MOVED * calls && !(surer() <= MOST_SURER);
    }

    private String describe(String model, double calls) {
        return String.format(
                "%s: %.1f %% of the calls instead of %.1f %%, where the router knew it by %.1f recent answers; they would"
                        + " make it surer by %.1f %% of the latency (expected: <= %.0f %%). The simulator lets it learn:"
                        + " replay simulate",
                model, 100 * target / calls, 100 * logged / calls, samples(), 100 * surer(), 100 * MOST_SURER);
    }
}
