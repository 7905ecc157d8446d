package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few percent of errors under many concurrent streams cost no call and trip no breaker. */
class ConcurrencyCellTest {

    @ParameterizedTest
    @CsvSource({".1, 1, 20", ".03, 100, 2000"})
    void everyCallIsAnswered(double refused, int underWay, int millis) throws Exception {
        ConcurrencyCell cell = new ConcurrencyCell(refused, underWay, Duration.ofMillis(millis));
        ConcurrencyCell.Result result = cell.play();
        System.out.println(cell + ": " + result.report().describe());
        assertThat(result.report().failures()).as(result.report()::describe).isEmpty();
        assertThat(result.report().inFlight()).isZero();
        assertThat(result.trips()).as("openings without a recovery since").isZero();
    }
}
