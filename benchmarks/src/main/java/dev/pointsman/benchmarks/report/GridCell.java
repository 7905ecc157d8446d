package dev.pointsman.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One cell of the grid.
 *
 * @param errorRate share of calls that a healthy provider refuses at once with a server error; 0 to under 1
 * @param underWay mean number of calls under way at each of the two providers; over 0
 * @param seconds length of an answer; over 0
 * @param streaming whether answers come token by token, the first one after a tenth of the time
 */
record GridCell(double errorRate, int underWay, double seconds, boolean streaming) {
    private static final double[] ERROR_RATES = {0, .01, .03, .05, .10};
    private static final int[] UNDER_WAY = {1, 10, 60, 300};
    private static final double[] SECONDS = {.02, 6, 30};

    /**
     * The whole grid: streams first.
     *
     * @return 120 cells
     */
    static List<GridCell> all() {
        List<GridCell> cells = new ArrayList<>();
        for (boolean streaming : new boolean[] {true, false}) {
            for (double seconds : SECONDS) {
                for (int underWay : UNDER_WAY) {
                    for (double errorRate : ERROR_RATES) {
                        cells.add(new GridCell(errorRate, underWay, seconds, streaming));
                    }
                }
            }
        }
        return cells;
    }

    /** Calls per second at both providers together. */
    double perSecond() {
        return 2 * underWay / seconds;
    }
}
