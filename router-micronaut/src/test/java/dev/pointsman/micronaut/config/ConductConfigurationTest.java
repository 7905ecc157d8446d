package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.RequestOverride;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configuration of timeouts, hedging, request overrides and failures, and its defaults. */
class ConductConfigurationTest {
    @Test
    void withoutAWordOfItEverythingHasItsDefault() {
        Pool pool = Conduct.pool("");
        assertThat(pool.failover()).isEqualTo(FailoverPolicy.DEFAULT);
        assertThat(pool.hedge()).isEqualTo(HedgePolicy.OFF);
        assertThat(pool.changes()).isEmpty();
        RouterSettings settings = Conduct.settings(Conduct.yaml("", "", ""));
        assertThat(settings.breaker()).isEqualTo(BreakerConfig.DEFAULT);
        assertThat(settings.breakers()).isEmpty();
        assertThat(settings.models())
                .allSatisfy(model -> assertThat(model.timeouts()).isEqualTo(Timeouts.NONE));
    }

    @Test
    void aModelMayHaveLimitsOfItsOwn() {
        String limits = ", first-token-timeout: 60s, stall-timeout: 500ms, response-timeout: 2m";
        try (ApplicationContext application = Applications.start(Conduct.yaml("", limits, ""))) {
            var models = application.getBean(ModelRouter.class).operations().models();
            assertThat(models.get(0).timeouts())
                    .isEqualTo(new Timeouts(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(2)));
            assertThat(models.get(1).timeouts()).isEqualTo(Timeouts.NONE);
        }
    }

    @Test
    void hedgingIsOnWhenItIsEnabled() {
        assertThat(Conduct.pool("hedge: { enabled: true }").hedge()).isEqualTo(new HedgePolicy(true, null, .05));
        assertThat(Conduct.pool("hedge: { enabled: true, after: p95, budget: 0.1 }")
                        .hedge())
                .isEqualTo(new HedgePolicy(true, null, .1));
        assertThat(Conduct.pool("hedge: { enabled: true, after: 1500ms, budget: 0 }")
                        .hedge())
                .isEqualTo(new HedgePolicy(true, Duration.ofMillis(1500), 0));
        assertThat(Conduct.pool("hedge: { enabled: false, after: 2s }").hedge())
                .isEqualTo(new HedgePolicy(false, Duration.ofSeconds(2), .05));
    }

    @Test
    void aTierMayChangeRequests() {
        assertThat(Conduct.pool(
                                "changes: { primary: { system-before: One. }, fallback: { max-tokens: 512, system-after: Two. } }")
                        .changes())
                .isEqualTo(Map.of(
                        Tier.PRIMARY, new RequestOverride(0, "One.", null),
                        Tier.FALLBACK, new RequestOverride(512, null, "Two.")));
    }

    @Test
    void failuresMayMeanSomethingElse() {
        String failures =
                "failures: { statuses: { 499: timeout, 300: bad-response }, codes: { my_Code: content-filter },"
                        + " exceptions: { com.acme.Slow: rate-limited, \"com.acme.Outer$Inner\": connection } }";
        assertThat(Conduct.settings(Conduct.yaml(failures, "", "")).failures())
                .satisfies(found -> assertThat(found.statuses())
                        .isEqualTo(Map.of(499, FailureKind.TIMEOUT, 300, FailureKind.BAD_RESPONSE)))
                .satisfies(found -> assertThat(found.codes()).isEqualTo(Map.of("my_Code", FailureKind.CONTENT_FILTER)))
                .satisfies(found -> assertThat(found.exceptions())
                        .isEqualTo(Map.of(
                                "com.acme.Slow", FailureKind.RATE_LIMITED,
                                "com.acme.Outer$Inner", FailureKind.CONNECTION)));
    }
}
