package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.router.Attempt;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operator actions over HTTP. */
class OperatorActionsTest {
    private final ManagementApp station;

    OperatorActionsTest() throws IOException {
        station = ManagementApp.open();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aModelIsHeldOutAndLetIn() throws Exception {
        done("hold", "{\"model\":\"swift\"}");
        assertThat(station.read("/pointsman").at("/holds/0").asText()).isEqualTo(ManagementApp.SWIFT);
        assertThat(station.ask()).isEqualTo("from boreal");
        done("let-in", "{\"model\":\"swift\"}");
        assertThat(station.read("/pointsman").path("holds")).isEmpty();
        assertThat(refused("let-in", "{\"model\":\"swift\"}"))
                .isEqualTo("model: swift (expected: one that is held out; reset closes the breaker of any)");
    }

    @Test
    void aResetClosesABreaker() throws Exception {
        station.aurora.down();
        for (int i = 0; i < 3; i++) {
            try (Attempt attempt = station.router()
                    .route(RouteRequest.builder().goal(Goal.of("ordered")).build())) {
                attempt.fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
        }
        assertThat(station.read("/pointsman").at("/models/0/breaker/state").asText())
                .isEqualTo("open");
        done("reset", "{\"model\":\"swift\"}");
        assertThat(station.read("/pointsman").at("/models/0/breaker/state").asText())
                .isEqualTo("closed");
    }

    @Test
    void aGoalGetsOtherWeightsWithoutARestart() throws Exception {
        assertThat(first("nightly")).isEqualTo(ManagementApp.THRIFTY);
        done("weights", "{\"goal\":\"nightly\",\"quality\":1,\"floor\":0.1}");
        JsonNode places = station.read("/pointsman/explain?goal=nightly").path("candidates");
        assertThat(places.get(0).path("score").asDouble())
                .as("both are of the same quality")
                .isEqualTo(places.get(1).path("score").asDouble());
        assertThat(station.read("/pointsman/actions").at("/0/values").toString())
                .isEqualTo("{\"goal\":\"nightly\",\"quality\":1.0,\"floor\":0.1}");
    }

    @Test
    void configuredWeightsAreShownAndRestored() throws Exception {
        JsonNode configured = station.read("/pointsman").at("/strategies/nightly");
        assertThat(configured.toString())
                .isEqualTo("{\"strategy\":\"nightly\",\"latency\":0.1,\"cost\":1.0,\"quality\":0.0,\"floor\":0.0,"
                        + "\"changed\":false}");

        done("weights", "{\"goal\":\"nightly\",\"latency\":1,\"floor\":0.1}");
        done("weights", "{\"goal\":\"nightly\",\"quality\":2}");
        assertThat(station.read("/pointsman").at("/strategies/nightly").toString())
                .isEqualTo("{\"strategy\":\"nightly\",\"latency\":0.0,\"cost\":0.0,\"quality\":2.0,\"floor\":0.0,"
                        + "\"changed\":true}");
        JsonNode actions = station.read("/pointsman/actions");
        assertThat(actions.at("/0/before").toString())
                .isEqualTo("{\"latency\":1.0,\"cost\":0.0,\"quality\":0.0,\"floor\":0.1}");
        assertThat(actions.at("/1/before").toString())
                .isEqualTo("{\"latency\":0.1,\"cost\":1.0,\"quality\":0.0,\"floor\":0.0}");

        done("restore-goal", "{\"goal\":\"nightly\"}");
        assertThat(station.read("/pointsman").at("/strategies/nightly")).isEqualTo(configured);
        assertThat(first("nightly")).isEqualTo(ManagementApp.THRIFTY);
        JsonNode restored = station.read("/pointsman/actions").path(0);
        assertThat(restored.path("before").toString())
                .isEqualTo("{\"latency\":0.0,\"cost\":0.0,\"quality\":2.0,\"floor\":0.0}");
        assertThat(restored.path("values").toString())
                .isEqualTo("{\"goal\":\"nightly\",\"latency\":0.1,\"cost\":1.0,\"quality\":0.0,\"floor\":0.0}");
        done("restore-goal", "{\"goal\":\"nightly\"}");
        assertThat(refused("restore-goal", "{\"goal\":\"nightyl\"}")).startsWith("goal: nightyl (expected: one of: ");
    }

    @Test
    void strategiesWithoutWeightsAreRestored() throws Exception {
        done("weights", "{\"goal\":\"ordered\",\"cost\":1}");
        assertThat(station.read("/pointsman/actions").at("/0/before").toString())
                .isEqualTo("{\"strategy\":\"ordered\",\"floor\":0.0}");
        done("restore-goal", "{\"goal\":\"ordered\"}");
        JsonNode ordered = station.read("/pointsman").at("/strategies/ordered");
        assertThat(ordered.path("latency").isNull()).isTrue();
        assertThat(first("ordered")).isEqualTo(ManagementApp.SWIFT);
    }

    @Test
    void recordsOfPoolsHaveTheFormerModels() throws Exception {
        done("pool", "{\"pool\":\"chat\",\"goal\":\"ordered\",\"primary\":[\"thrifty\"],\"fallback\":[\"swift\"]}");
        assertThat(station.read("/pointsman/actions").at("/0/before").toString())
                .isEqualTo("{\"goal\":\"speed\",\"primary\":[\"swift\",\"thrifty\"],\"fallback\":[]}");
    }

    @Test
    void aPoolGetsAnotherGoalAndOtherTiersAndKeepsTheRest() throws Exception {
        done("pool", "{\"pool\":\"chat\",\"goal\":\"ordered\",\"primary\":[\"thrifty\"],\"fallback\":[\"swift\"]}");
        assertThat(station.ask()).isEqualTo("from boreal");
        var pool = station.router().operations().pools().get(0);
        assertThat(pool.tiers().keySet()).containsExactly(Tier.PRIMARY, Tier.FALLBACK);
        assertThat(pool.failover().retrySame()).as("as it was configured").isZero();
        done("pool", "{\"pool\":\"chat\",\"primary\":[\"swift\",\"thrifty\"],\"fallback\":[]}");
        assertThat(station.ask()).isEqualTo("from aurora");
        assertThat(station.router().operations().pools().get(0).goal()).isEqualTo(Goal.of("ordered"));
    }

    @Test
    void aPoolKeepsSomebodyForEachThingItCouldDo() throws Exception {
        List<Model> models = new ArrayList<>(station.router().operations().models());
        models.add(Model.builder("vectors", "aurora")
                .operations(Set.of(Operation.EMBEDDINGS))
                .build());
        station.router()
                .operations()
                .replace(models, station.router().operations().pools());
        done("pool", "{\"pool\":\"chat\",\"primary\":[\"swift\",\"thrifty\",\"vectors\"]}");
        assertThat(refused("pool", "{\"pool\":\"chat\",\"primary\":[\"vectors\"]}"))
                .isEqualTo("primary, fallback, emergency: no model for chat (expected: at least one, as there is now)");
        assertThat(refused("pool", "{\"pool\":\"chat\",\"primary\":[\"swift\"]}"))
                .contains("no model for embeddings");
        assertThat(station.router().operations().pools().get(0).models())
                .containsExactly("swift", "thrifty", "vectors");
        done("pool", "{\"pool\":\"chat\",\"primary\":[\"vectors\",\"swift\"]}");
    }

    @Test
    void aDrillTreatsAModelAsDownAndEndsByItself() throws Exception {
        done("drill", "{\"model\":\"swift\",\"minutes\":10}");
        JsonNode overview = station.read("/pointsman");
        assertThat(overview.path("health").asText()).isEqualTo("degraded");
        assertThat(overview.at("/drills/0").toString())
                .isEqualTo("{\"model\":\"swift\",\"share\":1.0,\"secondsLeft\":600.0}");
        assertThat(station.read("/pointsman/health")
                        .at("/pools/0/models/0/reason")
                        .asText())
                .isEqualTo("treated as down by a drill for all calls, for another 10 min");
        assertThat(station.ask()).isEqualTo("from boreal");
        station.clock.advance(Duration.ofMinutes(11));
        assertThat(station.read("/pointsman").path("health").asText()).isEqualTo("healthy");

        done("drill", "{\"model\":\"swift\",\"share\":0.5}");
        assertThat(station.read("/pointsman").at("/drills/0/secondsLeft").asDouble())
                .isEqualTo(300);
        done("end-drill", "{\"model\":\"swift\"}");
        assertThat(station.read("/pointsman").path("drills")).isEmpty();
    }

    @Test
    void wrongValuesChangeNothingAndAreToldWithTheirPlace() throws Exception {
        assertThat(refused("hold", "{}")).isEqualTo("model: missing (expected: one of: swift, thrifty)");
        assertThat(refused("hold", "{\"model\":\"swfit\"}"))
                .isEqualTo("model: swfit (expected: one of: swift, thrifty)");
        assertThat(refused("hold", "{\"model\":[\"swift\"]}")).startsWith("model: [swift] (expected: ");
        assertThat(refused("hold", "{\"model\":\"swift\",\"minutes\":5}"))
                .isEqualTo("minutes: unknown (expected: one of: model)");
        assertThat(refused("drill", "{\"model\":\"swift\",\"share\":0}"))
                .isEqualTo("share: 0 (expected: > 0 and <= 1)");
        assertThat(refused("drill", "{\"model\":\"swift\",\"minutes\":\"long\"}"))
                .isEqualTo("minutes: long (expected: > 0 and <= 1440)");
        assertThat(refused("weights", "{\"goal\":\"speed\"}"))
                .isEqualTo("latency, cost, quality: all 0 (expected: at least one > 0)");
        assertThat(refused("weights", "{\"goal\":\"speed\",\"cost\":-1}")).isEqualTo("cost: -1 (expected: >= 0)");
        assertThat(refused("weights", "{\"goal\":\"speedy\",\"cost\":1}"))
                .startsWith("goal: speedy (expected: one of: ");
        assertThat(refused("pool", "{\"pool\":\"chat\"}"))
                .isEqualTo("goal, primary, fallback, emergency: missing (expected: at least one to change)");
        assertThat(refused("pool", "{\"pool\":\"chat\",\"primary\":[]}"))
                .isEqualTo("primary, fallback, emergency: no models (expected: at least one model in the pool)");
        assertThat(refused("pool", "{\"pool\":\"chat\",\"emergency\":[\"swift\"]}"))
                .isEqualTo("emergency: swift (expected: each model in one tier only)");
        assertThat(refused("pool", "{\"pool\":\"chat\",\"primary\":[\"swift\",\"swift\"]}"))
                .isEqualTo("primary[1]: swift (expected: each one once)");
        for (String body : List.of(
                "[1]",
                "null",
                "{\"model\":",
                "{\"model\":\"swift\"} {}",
                "{\"model\":\"swift\"}]",
                "{\"model\":\"swift\",\"model\":\"thrifty\"}")) {
            assertThat(refused("hold", body))
                    .isEqualTo("body: not one JSON object (expected: one JSON object, each key once)");
        }
        assertThat(station.read("/pointsman").path("health").asText()).isEqualTo("healthy");
        assertThat(station.read("/pointsman/actions")).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsRefusedAndTheAnswerSaysWhatCan() throws Exception {
        HttpResponse<String> response = station.post("/pointsman/explode", "{}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ManagementApp.json(response).path("message").asText())
                .isEqualTo("action: explode (expected: one of: hold, let-in, hold-closed, reset, drill, end-drill,"
                        + " weights, restore-goal, pool)");
    }

    @Test
    void aForeignPageCannotMakeABrowserChangeAnything() throws Exception {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", ""}) {
            var request = station.request("/pointsman/hold").POST(BodyPublishers.ofString("{\"model\":\"swift\"}"));
            HttpResponse<String> response =
                    station.send((type.isEmpty() ? request : request.header("Content-Type", type)).build());
            assertThat(response.statusCode()).as(type).isEqualTo(415);
        }
        assertThat(station.read("/pointsman").path("holds")).isEmpty();
    }

    private void done(String action, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = station.post("/pointsman/" + action, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ManagementApp.json(response).path("action").asText()).isEqualTo(action);
    }

    private String refused(String action, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = station.post("/pointsman/" + action, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return ManagementApp.json(response).path("message").asText();
    }

    private String first(String goal) throws IOException, InterruptedException {
        return station.read("/pointsman/explain?goal=" + goal)
                .at("/candidates/0/model")
                .asText();
    }
}
