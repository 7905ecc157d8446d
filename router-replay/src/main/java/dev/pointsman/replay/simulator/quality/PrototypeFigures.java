package dev.pointsman.replay.simulator.quality;

import dev.pointsman.quality.QualitySignal;
import java.util.List;

/** Figures of a prototype of the tests, in worlds of its own without the router, beside which those of the router stand. */
final class PrototypeFigures {
    private static final List<Double> RATES = List.of(10.0, 100.0, 1000.0);
    private static final double[][] NOTICES = {{0, 0, 1.3, 1.4}, {0, 0, 72, 85}, {0, 0, 343, 352}};

    /**
     * A change of the table of delays.
     *
     * @param name its name
     * @param signal the signal that changes
     * @param from share of bad answers, or mean loss, before
     * @param to the same after
     * @param median median hours to the alarm at 10, 100 and 1,000 calls an hour; infinite where most were missed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(String name, QualitySignal signal, double from, double to, double... median) {}

    static final List<Row> ROWS = List.of(
            new Row("valid 98 -> 95 %", QualitySignal.TOOL_CALLS, 0.02, 0.05, 340, 21, 1.9),
            new Row("valid 98 -> 90 %", QualitySignal.TOOL_CALLS, 0.02, 0.10, 46, 4.1, 0.4),
            new Row("valid 90 -> 70 %", QualitySignal.TOOL_CALLS, 0.10, 0.30, 37, 3.8, 0.4),
            new Row("finish mix, TV .1", QualitySignal.FINISH_REASONS, 0.03, 0.13, 51, 5.1, 0.4),
            new Row("finish mix, TV .3", QualitySignal.FINISH_REASONS, 0.03, 0.33, 10, 0.7, 0.2),
            new Row("grade -.03", QualitySignal.GRADES, 0.30, 0.33, Double.POSITIVE_INFINITY, 82, 5.7),
            new Row("grade -.1", QualitySignal.GRADES, 0.30, 0.40, 34, 3.7, 0.4));

    private PrototypeFigures() {}

    /** Returns the median delay of a row in hours; NaN for a rate that the prototype did not have. */
    static double median(Row row, double rate) {
        int at = RATES.indexOf(rate);
        return at < 0 ? Double.NaN : row.median()[at];
    }

    /** Returns the notices against the own past in 30 days, 6 signals; NaN for another rate. */
    static double notices(int world, double rate) {
        int at = RATES.indexOf(rate);
        return at < 0 ? Double.NaN : NOTICES[at][world];
    }
}
