package dev.pointsman.replay.estimate;

import java.util.List;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * How a policy would have fared, as far as a log can tell. Each question is computed when it is asked. Safe for several
 * threads.
 *
 * <p>Mean latency and cost are doubly robust. Failures and quantiles are self-normalised, so that they stay among what was
 * seen.
 */
public final class PolicyEstimate {
    private static final double DAY = 86_400;
    private static final double MOST_UNSEEN = .01;
    private static final double CONFIDENCE = .95;

    private final String policy;
    private final List<String> models;
    private final List<Block> blocks;
    private final PolicyMeasures measures;
    private final BlockBootstrap bootstrap;
    private final String stranger;
    private final SupportDiagnostics support;

    PolicyEstimate(String policy, List<String> models, List<Block> blocks) {
        this.policy = policy;
        this.models = models;
        this.blocks = blocks;
        this.measures = new PolicyMeasures(blocks, models.size());
        this.bootstrap = new BlockBootstrap(blocks.size());
        this.stranger = SampleSizeCheck.stranger(blocks, models);
        long rows = blocks.stream().mapToLong(Block::rows).sum();
        this.support = SupportDiagnostics.of(measures.weights(), rows, LoadCheck.overload(blocks, models), stranger);
    }

    /**
     * The policy's name.
     *
     * @return as the estimator was given it
     */
    public String policy() {
        return policy;
    }

    /**
     * All models of the log.
     *
     * @return their ids, in the order of their first row
     */
    public List<String> models() {
        return models;
    }

    /**
     * How well the log can answer.
     *
     * @return the diagnostics and the verdict
     */
    public SupportDiagnostics support() {
        return support;
    }

    /**
     * A number to decide by.
     *
     * @param metric which
     * @return the number, or the verdict
     */
    public MetricEstimate figure(Metric metric) {
        Verdict verdict = verdict(metric);
        return verdict == Verdict.SUPPORTED ? raw(metric) : MetricEstimate.none(verdict);
    }

    /**
     * How much the number differs from another policy's over the same log, drawn block by block together, so that what
     * both have in common does not blur it.
     *
     * @param other the policy to compare with; of the same rows
     * @param metric which number
     * @return this one's minus the other's; supported if both are
     */
    public MetricEstimate change(PolicyEstimate other, Metric metric) {
        Verdict mine = verdict(metric);
        Verdict verdict = mine == Verdict.SUPPORTED ? other.verdict(metric) : mine;
        if (verdict != Verdict.SUPPORTED) {
            return MetricEstimate.none(verdict);
        }
        BlockMeasure to = measures.of(metric);
        BlockMeasure from = other.measures.of(metric);
        return figure(counts -> to.of(counts) - from.of(counts)).times(scale(metric));
    }

    /**
     * The share of first attempts that a model would get.
     *
     * @param model a model's id
     * @return 0 to 1; 0 for a model the log does not know
     */
    public MetricEstimate share(String model) {
        Verdict verdict = shareVerdict();
        return verdict == Verdict.SUPPORTED
                ? figure(measures.share(models.indexOf(model)))
                : MetricEstimate.none(verdict);
    }

    /**
     * How much the share of a model differs from another policy's over the same log, drawn together.
     *
     * @param other the policy to compare with; of the same rows
     * @param model a model's id
     * @return this one's minus the other's; supported if both are
     */
    public MetricEstimate shareChange(PolicyEstimate other, String model) {
        Verdict mine = shareVerdict();
        Verdict verdict = mine == Verdict.SUPPORTED ? other.shareVerdict() : mine;
        if (verdict != Verdict.SUPPORTED) {
            return MetricEstimate.none(verdict);
        }
        BlockMeasure to = measures.share(models.indexOf(model));
        BlockMeasure from = other.measures.share(other.models.indexOf(model));
        return figure(counts -> to.of(counts) - from.of(counts));
    }

    /**
     * The mean of a quantity over calls by one method, to see methods beside each other.
     *
     * @param quantity of what
     * @param method how
     * @return the mean, or the verdict
     */
    public MetricEstimate mean(OutcomeVariable quantity, EstimationMethod method) {
        Verdict verdict = verdict(quantity);
        return verdict == Verdict.SUPPORTED ? raw(quantity, method) : MetricEstimate.none(verdict);
    }

    /**
     * How much of the policy's calls lacks an outcome: callers left, prices are unknown. Over .01 there is no number.
     *
     * @param quantity of what
     * @return share of the weight of all calls, 0 to 1
     */
    public double unseen(OutcomeVariable quantity) {
        return measures.unseen(quantity);
    }

    /**
     * How many calls a day there were.
     *
     * @return calls per 86,400 seconds over the log's time; NaN if no time passed
     */
    public double callsPerDay() {
        double first = blocks.stream().mapToDouble(Block::first).min().orElse(0);
        double last = blocks.stream().mapToDouble(Block::last).max().orElse(0);
        return last > first ? DAY * support.rows() / (last - first) : Double.NaN;
    }

    /** The number that the verdict may forbid. */
    MetricEstimate raw(OutcomeVariable quantity, EstimationMethod method) {
        return figure(measures.of(quantity, method));
    }

    /** The number that the verdict may forbid. */
    MetricEstimate raw(Metric metric) {
        MetricEstimate figure = figure(measures.of(metric)).times(scale(metric));
        return metric == Metric.FAILURE_RATE ? widened(figure) : figure;
    }

    private MetricEstimate figure(BlockMeasure measure) {
        return MetricEstimate.of(BlockBootstrap.whole(measure, blocks.size()), bootstrap.interval(measure));
    }

    /** Where hardly any call failed the bootstrap is too sure: a binomial interval of the effective size is wider there. */
    private MetricEstimate widened(MetricEstimate rate) {
        int effective = (int) Math.max(1, Math.min(support.effective(), Integer.MAX_VALUE));
        ConfidenceInterval wilson = BinomialProportion.getWilsonScoreInterval(effective, rate.value(), CONFIDENCE);
        return new MetricEstimate(
                rate.value(),
                Math.min(rate.lower(), wilson.getLowerBound()),
                Math.max(rate.upper(), wilson.getUpperBound()),
                rate.verdict());
    }

    private double scale(Metric metric) {
        return metric == Metric.COST_PER_DAY ? callsPerDay() : 1;
    }

    /** Shares need no outcomes and so no weights. */
    private Verdict shareVerdict() {
        return support.verdict() == Verdict.NO_SUPPORT && stranger.isEmpty() ? Verdict.SUPPORTED : support.verdict();
    }

    private Verdict verdict(Metric metric) {
        Verdict verdict = verdict(metric.quantity());
        return verdict == Verdict.SUPPORTED && !metric.isSeenBy(support.effective()) ? Verdict.NO_SUPPORT : verdict;
    }

    private Verdict verdict(OutcomeVariable quantity) {
        return support.verdict() == Verdict.SUPPORTED && unseen(quantity) > MOST_UNSEEN
                ? Verdict.NO_SUPPORT
                : support.verdict();
    }
}
