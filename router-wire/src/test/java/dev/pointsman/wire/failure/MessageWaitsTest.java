package dev.pointsman.wire.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageWaitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rate limit reached. Please try again in 6m0s. Visit us | PT6M",
                "Please try again in 4.77s. Need more? | PT4.77S",
                "Please retry in 30.1s. | PT30.1S",
                "Please retry after 3 seconds. | PT3S",
                "try again in 20ms | PT0.02S",
                "Please wait for 2 minutes | PT2M",
                "Please try again in 9m38.016s. | PT9M38.016S",
                "try again later |",
                "try again in a while |",
                "in 5s |",
            })
    void theSentenceNamesItsWait(String message, Duration wait) {
        assertThat(MessageWaits.of(message, Instant.EPOCH)).isEqualTo(wait);
    }
}
