package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An outage as an operator sees it by HTTP, from the first failure to the last stage of the way back. */
class OutageWalkTest {
    private static final int TO_TRIP = 3;
    private static final int STAGES = 3;
    private static final Duration LONGER_THAN_OPEN = Duration.ofSeconds(31);

    private final ManagementApp station;

    OutageWalkTest() throws IOException {
        station = ManagementApp.open();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void anOutageWalksThroughHealthyDegradedAndCriticalAndBack() throws Exception {
        station.ask();
        assertThat(health()).isEqualTo("healthy");

        station.aurora.always(Fault.status(503));
        trip(ManagementApp.SWIFT);
        assertThat(health()).isEqualTo("degraded");
        assertThat(station.ask()).isEqualTo("from boreal");
        JsonNode swift = station.read("/pointsman/health").at("/pools/0/models/0");
        assertThat(swift.path("state").asText()).isEqualTo("open");
        assertThat(swift.path("reason").asText()).startsWith("circuit breaker open; next trial in ");
        assertThat(swift.path("usable").asBoolean()).isFalse();

        station.boreal.always(Fault.status(503));
        trip(ManagementApp.THRIFTY);
        assertThat(health()).isEqualTo("critical");

        station.aurora.heal();
        station.boreal.heal();
        station.clock.advance(LONGER_THAN_OPEN);
        assertThat(health()).as("both trials are due").isEqualTo("degraded");
        for (int stage = 0; stage < STAGES; stage++) {
            assertThat(station.ask(ManagementApp.SWIFT)).isEqualTo("from aurora");
            assertThat(health()).as("thrifty is out").isEqualTo("degraded");
        }
        for (int stage = 0; stage < STAGES; stage++) {
            station.ask(ManagementApp.THRIFTY);
        }
        assertThat(health()).isEqualTo("healthy");
        assertThat(station.read("/pointsman/transitions"))
                .extracting(one -> one.path("why").asText())
                .anyMatch(why -> why.matches("3 failures in a row within .* s"))
                .contains("the trial succeeded");
        assertThat(station.read("/pointsman/transitions"))
                .extracting(one -> one.path("model").asText() + " "
                        + one.path("from").asText() + " " + one.path("to").asText())
                .contains("swift closed open", "swift open half-open", "swift half-open ramp", "swift ramp closed");
    }

    private void trip(String model) throws IOException, InterruptedException {
        for (int i = 0; i < TO_TRIP; i++) {
            assertThatThrownBy(() -> station.ask(model)).isInstanceOf(RoutingException.class);
        }
        assertThat(breaker(model)).isEqualTo("open");
    }

    private String breaker(String model) throws IOException, InterruptedException {
        for (JsonNode one : station.read("/pointsman").path("models")) {
            if (one.path("id").asText().equals(model)) {
                return one.at("/breaker/state").asText();
            }
        }
        throw new AssertionError(model);
    }

    private String health() throws IOException, InterruptedException {
        String word = station.read("/pointsman").path("health").asText();
        assertThat(station.read("/pointsman/health").path("state").asText()).isEqualTo(word);
        assertThat(station.read("/pointsman").at("/pools/0/health").asText()).isEqualTo(word);
        return word;
    }
}
