package dev.pointsman.replay.internal.fit;

/**
 * One answer of a model.
 *
 * @param seconds when its attempt began, after the log's beginning
 * @param ttft seconds to its first token; NaN if unknown
 * @param latency seconds to its end
 * @param inputTokens length of the prompt
 * @param outputTokens length of the answer
 */
record AnswerSample(double seconds, double ttft, double latency, int inputTokens, int outputTokens) {

    boolean isStreaming() {
        return !Double.isNaN(ttft);
    }

    double tpot() {
        return (latency - ttft) / outputTokens;
    }

    AnswerSample withTtft(double value) {
        return new AnswerSample(seconds, value, latency, inputTokens, outputTokens);
    }

    /** Returns the sample scaled to the usual speed. */
    AnswerSample asUsual(double slowdown) {
        return new AnswerSample(seconds, ttft / slowdown, latency / slowdown, inputTokens, outputTokens);
    }
}
