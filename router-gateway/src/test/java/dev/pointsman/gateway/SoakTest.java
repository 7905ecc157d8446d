package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Steady traffic while one provider at a time is broken. */
class SoakTest {

    @Test
    void every_call_is_answered_while_one_of_two_providers_works() throws Exception {
        LoadReport report = Soak.quick();
        System.out.println("soak: " + report.describe());
        assertThat(report.failures()).as(report::describe).isEmpty();
        assertThat(report.inFlight()).isZero();
        assertThat(report.heapAfter()).as(report::describe).isLessThan(report.heapBefore() + 40_000_000);
    }
}
