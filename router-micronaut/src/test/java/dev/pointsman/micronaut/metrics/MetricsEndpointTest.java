package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.Fault;
import io.micronaut.context.env.PropertySource;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics over HTTP: breakers, streams, no private data, and none if disabled. */
class MetricsEndpointTest {
    private static final String[] BIG = {"pointsman_model", "big"};

    private final Metered application = new Metered();

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void theBreakerIsSeenOpenAndClosedAndHowLongItTook() throws Exception {
        application.ask();
        assertThat(application.scrape().sum("pointsman_breaker_state", Scrape.with(BIG, "pointsman_state", "closed")))
                .isEqualTo(1);
        application.first.always(Fault.status(503));
        for (int i = 0; i < 3; i++) {
            application.ask();
        }
        Scrape during = scrapeWhenBigIsClosed(false);
        assertThat(during.sum("pointsman_breaker_state", BIG)).isEqualTo(1);
        assertThat(during.sum("pointsman_breaker_transitions_total", Scrape.with(BIG, "pointsman_state", "open")))
                .isPositive();
        assertThat(during.sum("pointsman_pool_available", "pointsman_pool", "chat", "pointsman_tier", "primary"))
                .isZero();
        assertThat(during.sum("pointsman_pool_available", "pointsman_pool", "chat", "pointsman_tier", "fallback"))
                .isEqualTo(1);
        assertThat(during.sum("pointsman_breaker_recovery_seconds_count", BIG)).isZero();
        application.first.heal();
        application.untilServedBy("big");
        Scrape after = scrapeWhenBigIsClosed(true);
        assertThat(after.sum("pointsman_breaker_recovery_seconds_count", BIG)).isEqualTo(1);
        assertThat(after.sum("pointsman_breaker_recovery_seconds_sum", BIG)).isBetween(.2, 20.0);
        assertThat(after.sum("pointsman_pool_available", "pointsman_pool", "chat", "pointsman_tier", "primary"))
                .isEqualTo(1);
    }

    /** Gauges may be a tenth of a second old. */
    private Scrape scrapeWhenBigIsClosed(boolean closed) throws Exception {
        Instant end = Instant.now().plusSeconds(5);
        Scrape scrape = application.scrape();
        while (isBigClosed(scrape) != closed && Instant.now().isBefore(end)) {
            scrape = application.scrape();
        }
        assertThat(isBigClosed(scrape)).isEqualTo(closed);
        return scrape;
    }

    private static boolean isBigClosed(Scrape scrape) {
        return scrape.sum("pointsman_breaker_state", Scrape.with(BIG, "pointsman_state", "closed")) > 0;
    }

    @Test
    void streamsHaveAFirstTokenAndARate() throws Exception {
        application.stream();
        Scrape scrape = application.scrape();
        assertThat(scrape.sum("gen_ai_client_operation_time_to_first_chunk_seconds_count", BIG))
                .isEqualTo(1);
        assertThat(scrape.sum("pointsman_output_tokens_per_second_count", BIG)).isEqualTo(1);
        assertThat(scrape.sum("pointsman_output_tokens_per_second_sum", BIG)).isPositive();
    }

    @Test
    void noTagNamesAKeyATenantOrASession() throws Exception {
        application.first.next(Fault.invalidKey());
        application.ask(RouteRequest.builder()
                .tenant("acme-the-tenant")
                .session("session-4711")
                .build());
        assertThat(application.text())
                .contains("pointsman_call_duration", "pointsman_attempts_total")
                .doesNotContain(Metered.KEY, "acme-the-tenant", "session-4711", "What is a pointsman");
    }

    @Test
    void nothingIsThereWhenItIsOff() throws Exception {
        PropertySource off = PropertySource.of("off", Map.of(MetricsFactory.ENABLED, "false"));
        try (Metered silent = new Metered(off)) {
            silent.ask();
            assertThat(silent.has(RouterMetrics.class)).isFalse();
            assertThat(silent.text()).contains("jvm_memory").doesNotContain("pointsman_", "gen_ai");
        }
    }
}
