package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightOrderTest {

    @Test
    void aCallThatReadTheClockBeforeTheFirstOneIsCountedAndEnded() {
        InFlight inFlight = new InFlight(1_600);
        inFlight.begin(false, 5_001);
        inFlight.begin(false, 5_000);
        assertThat(inFlight.count(5_002)).isEqualTo(2);
        assertThat(inFlight.end(5_000, false, 5_003)).isTrue();
        assertThat(inFlight.end(5_001, false, 5_003)).isTrue();
        assertThat(inFlight.count(5_004)).isZero();
    }
}
