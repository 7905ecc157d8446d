package dev.pointsman.replay.estimate;

import java.util.List;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * Estimate of a policy from a log. Each value is computed on demand. Thread-safe.
 *
 * <p>Mean latency and cost are doubly robust. Failures and quantiles are self-normalised, so that they stay within the
 * observed range.
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
    private final String underSampled;
    private final SupportDiagnostics support;

    PolicyEstimate(String policy, List<String> models, List<Block> blocks, List<CallPeriod> periods) {
        this.policy = policy;
        this.models = models;
        this.blocks = blocks;
        this.measures = new PolicyMeasures(blocks, models.size());
        this.bootstrap = new BlockBootstrap(blocks.size());
        this.underSampled = SampleSizeCheck.underSampledModel(blocks, models);
        long rows = blocks.stream().mapToLong(Block::rows).sum();
        this.support =
                SupportDiagnostics.of(measures.weights(), rows, LoadCheck.overload(periods, models), underSampled);
    }

    /**
     * Returns the policy's name.
     *
     * @return as the estimator was given it
     */
    public String policy() {
        return policy;
    }

    /**
     * Returns all models of the log.
     *
     * @return their ids, in the order of their first row
     */
    public List<String> models() {
        return models;
    }

    /**
     * Returns the support of the estimate by the log.
     *
     * @return the diagnostics and the verdict
     */
    public SupportDiagnostics support() {
        return support;
    }

    /**
     * Returns the estimate of a metric.
     *
     * @param metric the metric
     * @return the value, or the verdict
     */
    public MetricEstimate metric(Metric metric) {
        Verdict verdict = verdict(metric);
        return verdict == Verdict.SUPPORTED ? raw(metric) : MetricEstimate.none(verdict);
    }

    /**
     * Returns the difference to another policy over the same log, from paired bootstrap draws, so that common variation
     * cancels out.
     *
     * @param other the policy to compare with; of the same rows
     * @param metric the metric
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
     * Returns the share of first attempts that a model would get.
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
     * Returns the difference of a model's share to another policy over the same log, from paired bootstrap draws.
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
     * Returns the mean of a variable over calls by one method, for comparing methods.
     *
     * @param variable the variable
     * @param method the method
     * @return the mean, or the verdict
     */
    MetricEstimate mean(OutcomeVariable variable, EstimationMethod method) {
        Verdict verdict = verdict(variable);
        return verdict == Verdict.SUPPORTED ? raw(variable, method) : MetricEstimate.none(verdict);
    }

    /**
     * Returns the share of the policy's calls without a known outcome: cancelled calls, unknown prices. Over 0.01 there
     * is no estimate.
     *
     * @param variable the variable
     * @return share of the weight of all calls, 0 to 1
     */
    double unseen(OutcomeVariable variable) {
        return measures.unseen(variable);
    }

    /**
     * Returns the number of calls per day.
     *
     * @return calls per 86,400 seconds over the log's time; NaN if no time passed
     */
    public double callsPerDay() {
        double first = blocks.stream().mapToDouble(Block::first).min().orElse(0);
        double last = blocks.stream().mapToDouble(Block::last).max().orElse(0);
        return last > first ? DAY * support.rows() / (last - first) : Double.NaN;
    }

    /** Returns the value regardless of the verdict. */
    MetricEstimate raw(OutcomeVariable variable, EstimationMethod method) {
        return figure(measures.of(variable, method));
    }

    /** Returns the value regardless of the verdict. */
    MetricEstimate raw(Metric metric) {
        MetricEstimate figure = figure(measures.of(metric)).times(scale(metric));
        return metric == Metric.FAILURE_RATE ? widened(figure) : figure;
    }

    private MetricEstimate figure(BlockMeasure measure) {
        return MetricEstimate.of(BlockBootstrap.whole(measure, blocks.size()), bootstrap.interval(measure));
    }

    /**
     * Widens the interval of a failure rate: with few failures the bootstrap interval is too narrow, and a binomial
     * interval of the effective size is wider.
     */
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
        return support.verdict() == Verdict.NO_SUPPORT && underSampled.isEmpty()
                ? Verdict.SUPPORTED
                : support.verdict();
    }

    private Verdict verdict(Metric metric) {
        Verdict verdict = verdict(metric.variable());
        return verdict == Verdict.SUPPORTED && !metric.isSeenBy(support.effective()) ? Verdict.NO_SUPPORT : verdict;
    }

    private Verdict verdict(OutcomeVariable variable) {
        return support.verdict() == Verdict.SUPPORTED && unseen(variable) > MOST_UNSEEN
                ? Verdict.NO_SUPPORT
                : support.verdict();
    }
}
