package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RouterHeaders;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Silent degradation over HTTP: a model's tool calls get invalid, are noticed, avoided, and recover. */
class QualityWalkTest {
    @Test
    void invalidToolCallsAreNoticedLearnedAndForgottenAgain() throws Exception {
        try (QualityWalk walk = new QualityWalk(60, 0.1, 8, 1, "")) {
            double usual = walk.calls(540);
            JsonNode first = walk.view();
            JsonNode calm = QualityWalk.tools(first, QualityWalk.MODEL);
            assertThat(calm.path("label").isNull()).as("%s", first).isTrue();
            double before = QualityWalk.learned(walk.view(), QualityWalk.MODEL);

            walk.invalid(0.8);
            walk.until(view -> isLabelled(view, "model"), 1800);
            JsonNode view = walk.view();
            JsonNode changed = QualityWalk.tools(view, QualityWalk.MODEL);
            assertThat(changed.path("label").asText()).as("%s", view).isEqualTo("model");
            assertThat(view.at("/notices/0/text").asText())
                    .startsWith("fading: valid tool calls ")
                    .contains("since about", "its 2 peers in the same time", "at most once in 30 days");
            assertThat(view.at("/counts/schemaMismatch").asInt()).isPositive();
            double share = walk.calls(120);
            double during = QualityWalk.learned(walk.view(), QualityWalk.MODEL);
            assertThat(during).isLessThan(before - 0.1);
            assertThat(share).as("share of the calls after the alarm").isLessThan(usual);
            assertThat(walk.gateway.send("GET", "/prometheus", "").body())
                    .contains("pointsman_quality_changes_total{pointsman_label=\"model\"} 1.0");

            walk.invalid(0.1);
            walk.until(
                    later -> QualityWalk.tools(later, QualityWalk.MODEL)
                            .path("label")
                            .isNull(),
                    3000);
            JsonNode healed = walk.view();
            assertThat(QualityWalk.tools(healed, QualityWalk.MODEL)
                            .path("label")
                            .isNull())
                    .as("%s", healed)
                    .isTrue();
            assertThat(QualityWalk.learned(healed, QualityWalk.MODEL)).isGreaterThan(during);
        }
    }

    private static boolean isLabelled(JsonNode view, String label) {
        return QualityWalk.tools(view, QualityWalk.MODEL).path("label").asText().equals(label);
    }

    @Test
    void answersAreGradedByTheirDecision() throws Exception {
        try (QualityWalk walk = new QualityWalk(200, 0, 6, 1, "instance: eu-1")) {
            HttpResponse<String> answer = walk.call();
            String decision =
                    answer.headers().firstValue(RouterHeaders.DECISION).orElseThrow();
            HttpResponse<String> graded = grade(walk, "{\"decision\": \"" + decision + "\", \"grade\": 0.25}");
            assertThat(graded.statusCode()).as(graded.body()).isEqualTo(200);
            assertThat(graded.body()).isEqualTo("{\"accepted\":true}");
            assertThat(grade(walk, "{\"decision\": \"other-1\", \"grade\": 1}").body())
                    .isEqualTo("{\"accepted\":false}");
            assertThat(grade(walk, "{\"decision\": \"eu-1-999\", \"grade\": 1}").body())
                    .isEqualTo("{\"accepted\":true}");
            assertThat(grade(walk, "{\"decision\": \"eu-1-0\", \"grade\": 1.5}").body())
                    .contains("grade: 1.5 (expected: 0 to 1)");
            JsonNode view = walk.view(counts ->
                    counts.path("grades").asInt() == 1 && counts.path("unknown").asInt() == 1);
            assertThat(view.at("/counts/dropped").asInt()).isZero();
        }
    }

    private static HttpResponse<String> grade(QualityWalk walk, String body) throws Exception {
        return walk.gateway.post("/pointsman/grade", body);
    }
}
