package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Explanations of hypothetical calls, compared with the router's decisions. */
class ExplainTest {
    private final ManagementApp station;

    ExplainTest() throws IOException {
        station = ManagementApp.open();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void itAgreesWithTheDecisionThatTheRouterThenTakes() throws Exception {
        warmUp();
        for (String goal : new TreeSet<>(station.router().operations().goals())) {
            JsonNode explained =
                    station.read("/pointsman/explain?pool=chat&streaming=true&inputTokens=700&goal=" + goal);
            RouteRequest request = RouteRequest.builder()
                    .pool("chat")
                    .goal(Goal.of(goal))
                    .streaming(true)
                    .expectedInputTokens(700)
                    .build();
            String chosen;
            try (Attempt attempt = station.router().route(request)) {
                chosen = attempt.model().id();
            }
            Ledger decided = station.bean(Ledger.class);
            assertThat(explained.path("kind").asText()).as(goal).isEqualTo(decided.kind.toString());
            assertThat(explained.path("candidates")).hasSize(decided.probabilities.size());
            for (JsonNode candidate : explained.path("candidates")) {
                double probability =
                        decided.probabilities.get(candidate.path("model").asText());
                if (Double.isNaN(probability)) {
                    assertThat(candidate.path("probability").isNull()).as(goal).isTrue();
                } else {
                    assertThat(candidate.path("probability").asDouble(-1))
                            .as(goal)
                            .isCloseTo(probability, within(1e-12));
                }
                if (candidate.path("probability").asDouble(-1) == 1) {
                    assertThat(chosen)
                            .as(goal + " leaves no choice")
                            .isEqualTo(candidate.path("model").asText());
                }
            }
        }
    }

    @Test
    void aStrategyThatTakesTheFirstGoesWhereItWasSaidToGo() throws Exception {
        for (String expected : new String[] {ManagementApp.SWIFT, ManagementApp.THRIFTY}) {
            JsonNode explained = station.read("/pointsman/explain?goal=ordered");
            assertThat(explained.at("/candidates/0/model").asText()).isEqualTo(expected);
            try (Attempt attempt = station.router()
                    .route(RouteRequest.builder().goal(Goal.of("ordered")).build())) {
                assertThat(attempt.model().id()).isEqualTo(expected);
            }
            station.router().operations().forceOpen(ManagementApp.SWIFT);
        }
    }

    @Test
    void everyModelOfThePoolHasASentence() throws Exception {
        warmUp();
        station.router().operations().forceOpen(ManagementApp.SWIFT);
        JsonNode explained = station.read("/pointsman/explain?pool=chat&goal=cost");
        assertThat(explained.path("kind").asText()).isEqualTo("only");
        assertThat(explained.at("/candidates/0/words").asText()).startsWith("the only available model; idle");
        assertThat(explained.at("/excluded/0/model").asText()).isEqualTo(ManagementApp.SWIFT);
        assertThat(explained.at("/excluded/0/reason").asText()).isEqualTo("held");
        assertThat(explained.at("/excluded/0/words").asText()).isEqualTo("left out: forced open by an operator");
    }

    @Test
    void aCallMayInsistOnThings() throws Exception {
        JsonNode explained = station.read("/pointsman/explain?regions=eu&providers=aurora,boreal&outputTokens=50");
        assertThat(explained.at("/candidates/0/model").asText()).isEqualTo(ManagementApp.THRIFTY);
        assertThat(explained.at("/candidates/0/outputTokens").asDouble()).isEqualTo(50);
        assertThat(explained.at("/excluded/0/words").asText())
                .isEqualTo("left out: the call's list of regions does not admit its own");
        JsonNode none = station.read("/pointsman/explain?operation=embeddings");
        assertThat(none.path("candidates")).isEmpty();
        assertThat(none.path("kind").isNull()).isTrue();
        assertThat(none.path("excluded")).hasSize(2);
    }

    @Test
    void wrongValuesAreToldWithTheirPlaceAndWhatWasExpected() throws Exception {
        HttpResponse<String> response = station.get(
                "/pointsman/explain?pool=chap&goal=spead&streaming=maybe&inputTokens=-1&models=swift,slow&when=now");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ManagementApp.json(response).path("mistakes"))
                .extracting(mistake -> mistake.path("path").asText())
                .containsExactly("pool", "goal", "streaming", "inputTokens", "models[1]", "when");
        assertThat(ManagementApp.json(response).path("message").asText())
                .isEqualTo("pool: chap (expected: one of: chat)");
        assertThat(ManagementApp.json(response).at("/mistakes/3/expected").asText())
                .isEqualTo("a whole number >= 0");
    }

    private void warmUp() {
        for (int i = 0; i < 5; i++) {
            station.ask(ManagementApp.SWIFT);
            station.ask(ManagementApp.THRIFTY);
            station.clock.advance(Duration.ofMillis(700));
        }
    }

    /** Remembers the last decision. */
    @Singleton
    @Requires(property = "pointsman.instance", value = "station")
    static final class Ledger implements RouterListener {
        private volatile DecisionKind kind = DecisionKind.PANIC;
        private volatile Map<String, Double> probabilities = Map.of();

        @Override
        public void decided(RoutingDecision decision, Attempt attempt) {
            Map<String, Double> now = new LinkedHashMap<>();
            for (int i = 0; i < decision.size(); i++) {
                now.put(decision.candidate(i).model().id(), decision.probability(i));
            }
            kind = decision.kind();
            probabilities = now;
        }
    }
}
