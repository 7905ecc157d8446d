package dev.pointsman.replay.internal.fit;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Service time of a provider without load.
 *
 * @param ttft seconds to the first token of an empty prompt
 * @param tpot seconds per output token
 * @param perInputToken seconds added by each token of the prompt
 * @param slowdowns periods in which it was slower or faster
 */
record ServiceTime(
        FittedDistribution ttft, FittedDistribution tpot, double perInputToken, DetectedSlowdowns slowdowns) {
    private static final int LEAST = 20;
    private static final double LEAST_SD = .02;
    private static final double SURE = 2; // standard errors
    private static final double SHORTEST = 1e-4; // seconds

    /** Fits the service time to answers, by time; at least one. */
    static ServiceTime of(List<AnswerSample> answers, double end) {
        List<AnswerSample> seen = withFirstTokens(answers);
        boolean guessed = answers.stream().filter(AnswerSample::isStreaming).count() < seen.size();
        FittedDistribution ttft = RobustStatistics.logNormal(values(seen, AnswerSample::ttft));
        FittedDistribution tpot = RobustStatistics.logNormal(values(seen, ServiceTime::tpot));
        double first = 1 / square(Math.max(ttft.logSd(), LEAST_SD)); // each quantity counts by how little it scatters
        double rest = 1 / square(Math.max(tpot.logSd(), LEAST_SD));
        double[] ratios = values(
                seen,
                sample -> (first * Math.log(sample.ttft() / ttft.median())
                                + rest * Math.log(tpot(sample) / tpot.median()))
                        / (first + rest));
        double spread = Math.sqrt(1 / (first + rest));
        DetectedSlowdowns slowdowns = DetectedSlowdowns.of(seen, ratios, spread, end);
        return asUsual(
                seen.stream()
                        .map(sample -> sample.asUsual(slowdowns.at(sample.seconds())))
                        .toList(),
                slowdowns,
                guessed);
    }

    /** Fits the usual speed; where first tokens are estimated, outliers remain in the residuals and count there. */
    private static ServiceTime asUsual(List<AnswerSample> samples, DetectedSlowdowns slowdowns, boolean guessed) {
        double[] rest = values(samples, ServiceTime::tpot);
        double perInput = perInputToken(samples);
        double[] first = values(samples, sample -> Math.max(sample.ttft() - perInput * sample.inputTokens(), SHORTEST));
        return new ServiceTime(
                RobustStatistics.logNormal(first),
                guessed ? RobustStatistics.logNormalOfAll(rest) : RobustStatistics.logNormal(rest),
                perInput,
                slowdowns);
    }

    private static double perInputToken(List<AnswerSample> samples) {
        SimpleRegression line = new SimpleRegression();
        samples.forEach(sample -> line.addData(sample.inputTokens(), sample.ttft()));
        double slope = line.getSlope();
        return samples.size() >= LEAST && slope > SURE * line.getSlopeStdErr() ? slope : 0;
    }

    /**
     * Returns the answers with a known first token; if they are too few, all, with a first token estimated by linear
     * regression.
     */
    private static List<AnswerSample> withFirstTokens(List<AnswerSample> answers) {
        List<AnswerSample> streaming =
                answers.stream().filter(AnswerSample::isStreaming).toList();
        if (streaming.size() >= LEAST || streaming.size() == answers.size()) {
            return streaming;
        }
        SimpleRegression line = new SimpleRegression();
        answers.forEach(sample -> line.addData(sample.outputTokens(), sample.latency()));
        double shortest =
                answers.stream().mapToDouble(AnswerSample::latency).min().orElse(SHORTEST);
        double intercept = line.getIntercept();
        double ttft = intercept > SHORTEST ? Math.min(intercept, shortest) : Math.max(SHORTEST, shortest / 2);
        return answers.stream().map(sample -> sample.withTtft(ttft)).toList();
    }

    private static double tpot(AnswerSample sample) {
        return Math.max(sample.tpot(), SHORTEST / 100);
    }

    private static double[] values(List<AnswerSample> samples, ToDoubleFunction<AnswerSample> value) {
        return samples.stream().mapToDouble(value).toArray();
    }

    private static double square(double value) {
        return value * value;
    }
}
