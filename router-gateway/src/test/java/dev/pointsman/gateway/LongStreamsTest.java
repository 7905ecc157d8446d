package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Long streams of a provider that is killed go on at the other one. */
class LongStreamsTest {

    @Test
    void every_stream_is_whole_when_the_provider_of_half_of_them_is_killed() throws Exception {
        check(LongStreams.quick(false));
    }

    @Test
    void every_stream_is_whole_right_after_a_change_of_pace() throws Exception {
        check(LongStreams.quick(true));
    }

    private static void check(LoadReport report) {
        System.out.println("long streams: " + report.describe());
        assertThat(report.failures()).as(report::describe).isEmpty();
        assertThat(report.inFlight()).isZero();
    }
}
