package dev.pointsman.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick form of the grid: its worst cells, short. */
class ConcurrencyGridTest {
    private static final int CALLS = 20_000;

    @ParameterizedTest(name = "{0} errors, {1} at once, {2} s, streaming {3}")
    @CsvSource({
        ".03, 1, 6, true",
        ".05, 10, 6, true",
        ".05, 10, 6, false",
        ".03, 60, 6, true",
        ".03, 60, 6, false",
        ".05, 60, 30, true",
        ".05, 60, 30, false",
        ".01, 300, 30, true",
        ".05, 300, 30, false",
        ".05, 10, .02, true",
        ".03, 60, .02, false",
        ".10, 60, 6, true"
    })
    void aCellKeepsItsBounds(double errorRate, int underWay, double seconds, boolean streaming) {
        GridResult result = new ConcurrencyGrid(CALLS, 1).run(new GridCell(errorRate, underWay, seconds, streaming));
        System.out.println(ConcurrencyGrid.line(result));
        assertThat(result.calls()).isGreaterThan(CALLS / 4);
        assertThat(result.failures()).as("the outage is seen").isPositive();
        assertThat(result.isGood()).as(ConcurrencyGrid.line(result)).isTrue();
    }
}
