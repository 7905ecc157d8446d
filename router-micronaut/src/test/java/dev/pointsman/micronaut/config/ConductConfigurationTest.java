package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Limits;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.router.FailoverPolicyBuilder;
import dev.pointsman.router.HedgePolicy;
import dev.pointsman.router.MidStream;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.OnContentFilter;
import dev.pointsman.router.Pool;
import dev.pointsman.router.RequestChange;
import dev.pointsman.router.WhenExhausted;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConductConfigurationTest {

    @Test
    void withoutAWordOfItEverythingHasItsDefault() {
        Pool pool = pool("");
        assertThat(pool.failover()).isEqualTo(FailoverPolicy.DEFAULT);
        assertThat(pool.hedge()).isEqualTo(HedgePolicy.OFF);
        assertThat(pool.changes()).isEmpty();
        Settings settings = settings("", "");
        assertThat(settings.breaker()).isEqualTo(BreakerConfig.DEFAULT);
        assertThat(settings.breakers()).isEmpty();
        assertThat(settings.models())
                .allSatisfy(model -> assertThat(model.limits()).isEqualTo(Limits.NONE));
    }

    @Test
    void everyKeyOfABreakerCounts() {
        String keys = "consecutive-failures: 4, failure-rate: 0.6, minimum-calls: 9, window: 1m, slow-factor: 6.5,"
                + " slow-rate: 0.7, open-for: 500ms, open-at-most: PT5S, jitter: 0.2, ramp: [1, 3], out-for: 2m,"
                + " traffic-share: 0.1, trial-limit: 30s";
        BreakerConfig expected = new BreakerConfig(
                4,
                .6,
                9,
                Duration.ofMinutes(1),
                6.5,
                .7,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                .2,
                List.of(1, 3),
                Duration.ofMinutes(2),
                .1,
                Duration.ofSeconds(30));
        assertThat(settings(keys, "").breaker()).isEqualTo(expected);
        assertThat(settings("", keys).breakers()).isEqualTo(Map.of("a", expected));
    }

    @Test
    void aModelsBreakerInheritsWhatItDoesNotSay() {
        Settings settings = settings("consecutive-failures: 7, open-for: 1s, ramp: [1, 2]", "open-for: 2s");
        BreakerConfig all = settings.breaker();
        BreakerConfig one = settings.breakers().get("a");
        assertThat(settings.breakers()).containsOnlyKeys("a");
        assertThat(one.openFor()).isEqualTo(Duration.ofSeconds(2));
        assertThat(one.consecutiveFailures()).isEqualTo(7);
        assertThat(one.ramp()).containsExactly(1, 2);
        assertThat(one.openAtMost()).isEqualTo(BreakerConfig.DEFAULT.openAtMost());
        assertThat(all.openFor()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aModelTripsAfterItsOwnNumberOfFailures() {
        String yaml = yaml("breaker: { consecutive-failures: 4 }", ", breaker: { consecutive-failures: 2 }", "");
        assertThat(failuresUntilOpen(yaml, "a")).isEqualTo(2);
        assertThat(failuresUntilOpen(yaml, "b")).isEqualTo(4);
    }

    @Test
    void aModelMayHaveLimitsOfItsOwn() {
        String limits = ", first-token-timeout: 60s, stall-timeout: 500ms, response-timeout: 2m";
        try (ApplicationContext application = Applications.start(yaml("", limits, ""))) {
            var models = application.getBean(ModelRouter.class).models();
            assertThat(models.get(0).limits())
                    .isEqualTo(new Limits(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(2)));
            assertThat(models.get(1).limits()).isEqualTo(Limits.NONE);
        }
    }

    private static Map<String, FailoverPolicyBuilder> oneKeyEach() {
        return Map.ofEntries(
                Map.entry("attempts: 1", like().attempts(1)),
                Map.entry("deadline: 30s", like().deadline(Duration.ofSeconds(30))),
                Map.entry("retry-same: 0", like().retrySame(0)),
                Map.entry("retry-after-patience: 0s", like().retryAfterPatience(Duration.ZERO)),
                Map.entry("first-token-timeout: 1s", like().limits(new Limits(Duration.ofSeconds(1), null, null))),
                Map.entry("stall-timeout: 2s", like().limits(new Limits(null, Duration.ofSeconds(2), null))),
                Map.entry("response-timeout: 3s", like().limits(new Limits(null, null, Duration.ofSeconds(3)))),
                Map.entry("on-content-filter: try-others", like().onContentFilter(OnContentFilter.TRY_OTHERS)),
                Map.entry("mid-stream: fail", like().midStream(MidStream.FAIL)),
                Map.entry("mid-stream: buffer", like().midStream(MidStream.BUFFER)),
                Map.entry("when-exhausted: stale", like().whenExhausted(WhenExhausted.STALE)),
                Map.entry("when-exhausted: wait", like().whenExhausted(WhenExhausted.WAIT)),
                Map.entry("other-models: false", like().otherModels(false)),
                Map.entry("panic: false", like().panic(false)));
    }

    @TestFactory
    Stream<DynamicTest> everyKeyOfFailoverCountsByItself() {
        return oneKeyEach().entrySet().stream()
                .map(key -> DynamicTest.dynamicTest(key.getKey(), () -> {
                    FailoverPolicy expected = key.getValue().build();
                    assertThat(expected).isNotEqualTo(FailoverPolicy.DEFAULT);
                    assertThat(pool("failover: { " + key.getKey() + " }").failover())
                            .isEqualTo(expected);
                }));
    }

    @Test
    void whatIsTheDefaultMayBeWritten() {
        assertThat(pool("failover: { mid-stream: resume, when-exhausted: fail, on-content-filter: fail, panic: true,"
                                + " other-models: true }")
                        .failover())
                .isEqualTo(FailoverPolicy.DEFAULT);
    }

    @Test
    void theKeysOfFailoverCountTogether() {
        assertThat(pool("failover: { attempts: 2, deadline: 30s, when-exhausted: wait }")
                        .failover())
                .isEqualTo(FailoverPolicy.builder()
                        .attempts(2)
                        .deadline(Duration.ofSeconds(30))
                        .whenExhausted(WhenExhausted.WAIT)
                        .build());
    }

    @Test
    void failoverNoneMeansNoOtherModels() {
        assertThat(pool("failover: none").failover())
                .isEqualTo(FailoverPolicy.builder().otherModels(false).build());
    }

    @Test
    void anEnvironmentVariableReachesWhatNoFileHas() {
        Map<String, Object> variables = Map.of(
                "POINTSMAN_POOLS_CHAT_FAILOVER_ATTEMPTS", "2",
                "POINTSMAN_POOLS_CHAT_HEDGE_ENABLED", "true",
                "POINTSMAN_BREAKER_RAMP", "1, 4");
        try (ApplicationContext application =
                Applications.start(yaml("", "", ""), "none", new Variables("variables", variables))) {
            Pool pool = application.getBean(ModelRouter.class).pools().get(0);
            assertThat(pool.failover().attempts()).isEqualTo(2);
            assertThat(pool.hedge().enabled()).isTrue();
            assertThat(application.getBean(Settings.class).breaker().ramp()).containsExactly(1, 4);
        }
    }

    @Test
    void anEnvironmentVariableMayTakeFailoverAway() {
        var variables = new Variables("variables", Map.of("POINTSMAN_POOLS_CHAT_FAILOVER", "none"));
        try (ApplicationContext application = Applications.start(yaml("", "", ""), "none", variables)) {
            assertThat(application
                            .getBean(ModelRouter.class)
                            .pools()
                            .get(0)
                            .failover()
                            .otherModels())
                    .isFalse();
        }
    }

    @Test
    void hedgingIsOnWhenItIsEnabled() {
        assertThat(pool("hedge: { enabled: true }").hedge()).isEqualTo(new HedgePolicy(true, null, .05));
        assertThat(pool("hedge: { enabled: true, after: p95, budget: 0.1 }").hedge())
                .isEqualTo(new HedgePolicy(true, null, .1));
        assertThat(pool("hedge: { enabled: true, after: 1500ms, budget: 0 }").hedge())
                .isEqualTo(new HedgePolicy(true, Duration.ofMillis(1500), 0));
        assertThat(pool("hedge: { enabled: false, after: 2s }").hedge())
                .isEqualTo(new HedgePolicy(false, Duration.ofSeconds(2), .05));
    }

    @Test
    void aTierMayChangeRequests() {
        assertThat(
                        pool("changes: { primary: { system-before: One. }, fallback: { max-tokens: 512, system-after: Two. } }")
                                .changes())
                .isEqualTo(Map.of(
                        Tier.PRIMARY, new RequestChange(0, "One.", null),
                        Tier.FALLBACK, new RequestChange(512, null, "Two.")));
    }

    @Test
    void failuresMayMeanSomethingElse() {
        String failures =
                "failures: { statuses: { 499: timeout, 300: bad-response }, codes: { my_Code: content-filter },"
                        + " exceptions: { com.acme.Slow: rate-limited, \"com.acme.Outer$Inner\": connection } }";
        assertThat(settings(yaml(failures, "", "")).failures())
                .satisfies(found -> assertThat(found.statuses())
                        .isEqualTo(Map.of(499, FailureKind.TIMEOUT, 300, FailureKind.BAD_RESPONSE)))
                .satisfies(found -> assertThat(found.codes()).isEqualTo(Map.of("my_Code", FailureKind.CONTENT_FILTER)))
                .satisfies(found -> assertThat(found.exceptions())
                        .isEqualTo(Map.of(
                                "com.acme.Slow", FailureKind.RATE_LIMITED,
                                "com.acme.Outer$Inner", FailureKind.CONNECTION)));
    }

    private static FailoverPolicyBuilder like() {
        return FailoverPolicy.builder();
    }

    private static int failuresUntilOpen(String yaml, String model) {
        try (ApplicationContext application =
                Applications.start(yaml.replace("primary: [a]", "primary: [" + model + "]")
                        .replace("fallback: [b]", "emergency: [" + (model.equals("a") ? "b" : "a") + "]"))) {
            ModelRouter router = application.getBean(ModelRouter.class);
            for (int failures = 1; failures <= 20; failures++) {
                router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
                if (router.snapshot().stream()
                        .anyMatch(shown -> shown.model().id().equals(model)
                                && shown.breaker().state() == BreakerState.OPEN)) {
                    return failures;
                }
            }
            throw new AssertionError("still closed");
        }
    }

    private static Pool pool(String keys) {
        try (ApplicationContext application = Applications.start(yaml("", "", keys))) {
            return application.getBean(ModelRouter.class).pools().get(0);
        }
    }

    private static Settings settings(String ofAll, String ofOne) {
        return settings(yaml(
                ofAll.isEmpty() ? "" : "breaker: { " + ofAll + " }",
                ofOne.isEmpty() ? "" : ", breaker: { " + ofOne + " }",
                ""));
    }

    private static Settings settings(String yaml) {
        try (ApplicationContext application = Applications.start(yaml)) {
            return application.getBean(Settings.class);
        }
    }

    static String yaml(String ofRouter, String ofModel, String ofPool) {
        return """
                pointsman:
                  %s
                  providers: { p: { wire: openai, url: "http://localhost:1" } }
                  models:
                    - { id: a, provider: p%s }
                    - { id: b, provider: p }
                  pools:
                    chat:
                      primary: [a]
                      fallback: [b]
                      %s
                """.formatted(ofRouter, ofModel, ofPool);
    }

    private static final class Variables extends MapPropertySource {
        Variables(String name, Map<String, Object> variables) {
            super(name, variables);
        }

        @Override
        public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
        }
    }
}
