package dev.pointsman.micronaut.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.micronaut.endpoint.ManagementApp;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pools in Micronaut's health endpoint. */
class ReadinessTest {
    private static final String DETAILS = "endpoints.health.details-visible";

    @Test
    void readinessTellsThePoolsAndStaysUpWhateverTheyDo() throws Exception {
        try (ManagementApp station = ManagementApp.closed(Map.of(DETAILS, "ANONYMOUS"))) {
            assertThat(pointsman(station).toString())
                    .contains("{\"state\":\"healthy\",\"pools\":{\"chat\":{\"state\":\"healthy\","
                            + "\"models\":{\"swift\":\"serving\",\"thrifty\":\"serving\"}}}}");
            station.router().operations().forceOpen(ManagementApp.SWIFT);
            station.router().operations().forceOpen(ManagementApp.THRIFTY);
            assertThat(pointsman(station).path("status").asText()).isEqualTo("UP");
            assertThat(pointsman(station).at("/details/state").asText()).isEqualTo("critical");
            assertThat(pointsman(station).at("/details/pools/chat/models/swift").asText())
                    .isEqualTo("held: forced open by an operator until released");
            assertThat(station.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void readinessIsDownForACriticalPoolWhereThatIsWantedAndLivenessNeverIs() throws Exception {
        try (ManagementApp station = ManagementApp.closed(
                Map.of(DETAILS, "ANONYMOUS", "pointsman.health.readiness-down-when-critical", true))) {
            station.router().operations().forceOpen(ManagementApp.SWIFT);
            assertThat(pointsman(station).path("status").asText())
                    .as("degraded")
                    .isEqualTo("UP");
            station.router().operations().forceOpen(ManagementApp.THRIFTY);
            assertThat(station.get("/health/readiness").statusCode()).isEqualTo(503);
            assertThat(pointsman(station).path("status").asText()).isEqualTo("DOWN");
            assertThat(station.get("/health/liveness").statusCode()).isEqualTo(200);
            assertThat(station.get("/health/liveness").body()).doesNotContain("pointsman");
            station.router().operations().reset(ManagementApp.SWIFT);
            assertThat(station.get("/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void strangersHearOnlyUpOrDown() throws Exception {
        try (ManagementApp station = ManagementApp.closed(Map.of())) {
            assertThat(station.get("/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void theIndicatorCanBeTurnedOff() throws Exception {
        try (ManagementApp station =
                ManagementApp.closed(Map.of(DETAILS, "ANONYMOUS", "endpoints.health.pointsman.enabled", false))) {
            assertThat(pointsman(station).isMissingNode()).isTrue();
        }
    }

    private static JsonNode pointsman(ManagementApp station) throws IOException, InterruptedException {
        return ManagementApp.json(station.get("/health/readiness")).at("/details/pointsman");
    }
}
