package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Content of the endpoint over HTTP. */
class EndpointTest {
    private final ManagementApp station;

    EndpointTest() throws IOException {
        station = ManagementApp.open();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void theOverviewHasAllItsFieldsEvenWhenTheyAreEmpty() throws Exception {
        JsonNode overview = station.read("/pointsman");
        assertThat(names(overview))
                .containsExactly(
                        "at",
                        "health",
                        "pools",
                        "models",
                        "drills",
                        "holds",
                        "transitions",
                        "actions",
                        "goals",
                        "strategies",
                        "checks");
        assertThat(Instant.parse(overview.path("at").asText())).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
        assertThat(names(overview.at("/pools/0")))
                .containsExactly("name", "health", "goal", "tiers", "retriesLeft", "hedgesLeft", "waiting", "goals");
        assertThat(overview.at("/pools/0/tiers").toString()).isEqualTo("{\"primary\":[\"swift\",\"thrifty\"]}");
        assertThat(names(overview.at("/models/0")))
                .containsExactly(
                        "id",
                        "operation",
                        "provider",
                        "name",
                        "region",
                        "inFlight",
                        "capacity",
                        "estimates",
                        "breaker",
                        "calls");
        assertThat(names(overview.at("/models/0/estimates")))
                .containsExactly(
                        "ttftSeconds",
                        "tpotSeconds",
                        "successRate",
                        "timeToFailureSeconds",
                        "meanCostDollars",
                        "samples",
                        "answerAgeSeconds",
                        "failureAgeSeconds");
        assertThat(names(overview.at("/models/0/breaker")))
                .containsExactly("state", "refusal", "trips", "secondsToTrial");
        assertThat(overview.path("drills").isArray()).isTrue();
        assertThat(overview.path("goals"))
                .extracting(JsonNode::asText)
                .contains("speed", "balanced", "cost", "ordered", "nightly");
    }

    @Test
    void aModelTellsWhatItHasShownAndHowOldThatIs() throws Exception {
        JsonNode before = station.read("/pointsman").at("/models/0");
        assertThat(before.at("/estimates/answerAgeSeconds").isNull()).isTrue();
        station.ask(ManagementApp.SWIFT);
        JsonNode after = station.read("/pointsman").at("/models/0");
        assertThat(after.path("id").asText()).isEqualTo(ManagementApp.SWIFT);
        assertThat(after.path("provider").asText()).isEqualTo("aurora");
        assertThat(after.at("/calls/succeeded").asInt()).isEqualTo(1);
        assertThat(after.at("/estimates/answerAgeSeconds").asDouble(-1)).isBetween(0.0, 60.0);
        assertThat(after.at("/estimates/failureAgeSeconds").isNull()).isTrue();
        assertThat(after.at("/breaker/state").asText()).isEqualTo("closed");
    }

    @Test
    void timesToFirstTokenAreUnknownUntilAnAnswerStreams() throws Exception {
        station.ask(ManagementApp.SWIFT);
        assertThat(station.read("/pointsman")
                        .at("/models/0/estimates/ttftSeconds")
                        .isNull())
                .isTrue();
        assertThat(ttft("swift").isNull()).isTrue();

        try (Attempt attempt =
                station.router().route(RouteRequest.builder().streaming(true).build())) {
            station.clock.advance(Duration.ofMillis(40));
            attempt.firstToken();
            attempt.succeed(Usage.UNKNOWN);
        }
        assertThat(ttft("swift").asDouble()).isCloseTo(.04, within(.004));
        assertThat(station.read("/pointsman")
                        .at("/models/0/estimates/ttftSeconds")
                        .asDouble())
                .isCloseTo(.04, within(.004));
    }

    private JsonNode ttft(String model) throws Exception {
        for (JsonNode one : station.read("/pointsman/explain").path("candidates")) {
            if (one.path("model").asText().equals(model)) {
                return one.path("ttftSeconds");
            }
        }
        throw new AssertionError("no candidate " + model);
    }

    @Test
    void aPoolTellsScoresAndProbabilitiesOfItsOwnGoalAndTheUsualOnes() throws Exception {
        JsonNode goals = station.read("/pointsman").at("/pools/0/goals");
        assertThat(names(goals)).containsExactly("speed", "balanced", "cost");
        goals.forEach(goal -> {
            double all = 0;
            for (JsonNode place : goal.path("models")) {
                all += place.path("probability").asDouble();
            }
            assertThat(all).isCloseTo(1, within(1e-9));
        });
        assertThat(goals.at("/cost/models/0/model").asText()).isEqualTo(ManagementApp.THRIFTY);
    }

    @Test
    void otherGoalsAreScoredWhenTheyAreAskedFor() throws Exception {
        JsonNode goals = station.read("/pointsman?goals=nightly,thompson").at("/pools/0/goals");
        assertThat(names(goals)).containsExactly("nightly", "thompson");
        assertThat(goals.at("/thompson/models/0/probability").isNull())
                .as("it samples")
                .isTrue();
        HttpResponse<String> wrong = station.get("/pointsman?goals=cost,thrift");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(ManagementApp.json(wrong).path("message").asText())
                .startsWith("goals[1]: thrift (expected: one of: balanced, cost, ");
    }

    @Test
    void whatIsNotThereIsRefusedAndTheAnswerSaysWhatIs() throws Exception {
        HttpResponse<String> response = station.get("/pointsman/nothing");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ManagementApp.json(response).path("message").asText())
                .isEqualTo("view: nothing (expected: one of: actions, explain, health, transitions)");
    }

    @Test
    void nobodyKeepsACopyOfAnAnswer() throws Exception {
        assertThat(station.get("/pointsman").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        assertThat(station.get("/pointsman").headers().firstValue("Content-Type"))
                .hasValue("application/json");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
