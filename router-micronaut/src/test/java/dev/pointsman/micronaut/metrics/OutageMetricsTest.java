package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.chat.ChatResponse;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.RouteResult;
import dev.pointsman.testkit.Fault;
import io.micronaut.context.env.PropertySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read over HTTP after an outage, beside what the providers saw. */
class OutageMetricsTest {
    private static final String[] BIG = {"pointsman_model", "big"};
    private static final String[] SMALL = {"pointsman_model", "small"};

    private final Metered application = new Metered();
    private final List<RouteResult<ChatResponse>> results = new ArrayList<>();

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void attemptsAreThoseThatTheProvidersSaw() throws Exception {
        anOutage();
        Scrape scrape = application.scrape();
        int lost = application.first.requestCount() - served("big");
        assertThat(lost).isPositive();
        assertThat(scrape.sum("pointsman_attempts_total", BIG)).isEqualTo(application.first.requestCount());
        assertThat(scrape.sum("pointsman_attempts_total", SMALL)).isEqualTo(application.second.requestCount());
        assertThat(scrape.sum("gen_ai_client_operation_duration_seconds_count", with(BIG, "error_type", "server-error")))
                .isEqualTo(lost);
        assertThat(scrape.sum("gen_ai_client_operation_duration_seconds_count", with(BIG, "error_type", "none")))
                .isEqualTo(served("big"));
        assertThat(scrape.sum("pointsman_attempts_total", with(BIG, "pointsman_outcome", "failed")))
                .isEqualTo(lost);
        assertThat(scrape.of("gen_ai_client_operation_duration_seconds_count", Map.of("pointsman_model", "small")))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .isEqualTo(Map.of(
                                "gen_ai_operation_name", "chat",
                                "gen_ai_provider_name", "second",
                                "gen_ai_request_model", "small-1",
                                "pointsman_model", "small",
                                "error_type", "none")));
    }

    @Test
    void callsAnswersAndFallbacksAreThoseOfTheResults() throws Exception {
        anOutage();
        Scrape scrape = application.scrape();
        String[] chat = {"pointsman_pool", "chat", "pointsman_goal", "ordered"};
        assertThat(scrape.sum("pointsman_call_duration_seconds_count", with(chat, "pointsman_ending", "served")))
                .isEqualTo(results.size());
        assertThat(scrape.sum("pointsman_answers_total", with(chat, "pointsman_tier", "fallback")))
                .isEqualTo(served("small"));
        assertThat(scrape.sum("pointsman_answers_total", with(chat, "pointsman_tier", "primary")))
                .isEqualTo(served("big"));
        assertThat(scrape.sum("pointsman_fallbacks_total", chat))
                .isEqualTo(count(result -> !firstOf(result).model().equals(result.model())));
        assertThat(scrape.sum("pointsman_retries_total", chat))
                .isEqualTo(count(result -> attemptsAt("big", result) > 1 || attemptsAt("small", result) > 1));
        assertThat(scrape.sum("pointsman_decisions_total", chat))
                .isEqualTo(results.stream()
                        .mapToInt(result -> result.trace().attempts().size())
                        .sum());
    }

    @Test
    void tokensAndDollarsAreThoseOfTheAnswers() throws Exception {
        anOutage();
        Scrape scrape = application.scrape();
        assertThat(scrape.sum("gen_ai_client_token_usage_sum", with(SMALL, "gen_ai_token_type", "input")))
                .isEqualTo(100.0 * served("small"));
        assertThat(scrape.sum("gen_ai_client_token_usage_sum", with(BIG, "gen_ai_token_type", "output")))
                .isEqualTo(20.0 * served("big"));
        double atBig = (100 * 5 + 20 * 15) / 1e6;
        double atSmall = (100 * 1 + 20 * 2) / 1e6;
        within(scrape.sum("pointsman_cost_usd_total", BIG), atBig * served("big"));
        within(scrape.sum("pointsman_cost_usd_total", SMALL), atSmall * served("small"));
        within(
                scrape.sum("pointsman_fallback_saved_usd_total"),
                (atBig - atSmall) * scrape.sum("pointsman_fallbacks_total"));
        assertThat(scrape.sum("pointsman_fallback_extra_usd_total")).isZero();
    }

    @Test
    void theBreakerIsSeenOpenAndClosedAndHowLongItTook() throws Exception {
        application.ask();
        assertThat(application.scrape().sum("pointsman_breaker_state", with(BIG, "pointsman_state", "closed")))
                .isEqualTo(1);
        application.first.always(Fault.status(503));
        ask(3);
        Scrape during = application.scrape();
        assertThat(during.sum("pointsman_breaker_state", with(BIG, "pointsman_state", "closed")))
                .isZero();
        assertThat(during.sum("pointsman_breaker_state", BIG)).isEqualTo(1);
        assertThat(during.sum("pointsman_breaker_transitions_total", with(BIG, "pointsman_state", "open")))
                .isPositive();
        assertThat(during.sum("pointsman_pool_available", "pointsman_pool", "chat", "pointsman_tier", "primary"))
                .isZero();
        assertThat(during.sum("pointsman_pool_available", "pointsman_pool", "chat", "pointsman_tier", "fallback"))
                .isEqualTo(1);
        assertThat(during.sum("pointsman_breaker_recovery_seconds_count", BIG)).isZero();
        application.first.heal();
        untilBigServes();
        Scrape after = application.scrape();
        assertThat(after.sum("pointsman_breaker_state", with(BIG, "pointsman_state", "closed")))
                .isEqualTo(1);
        assertThat(after.sum("pointsman_breaker_recovery_seconds_count", BIG)).isEqualTo(1);
        assertThat(after.sum("pointsman_breaker_recovery_seconds_sum", BIG)).isBetween(.2, 20.0);
        assertThat(after.sum("pointsman_pool_available", "pointsman_pool", "chat", "pointsman_tier", "primary"))
                .isEqualTo(1);
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
            assertThat(silent.text()).contains("jvm_memory").doesNotContain("pointsman", "gen_ai");
        }
    }

    private void anOutage() throws InterruptedException {
        ask(2);
        application.first.always(Fault.status(503));
        ask(8);
        application.first.heal();
        untilBigServes();
    }

    private void ask(int calls) {
        for (int i = 0; i < calls; i++) {
            results.add(application.ask());
        }
    }

    private void untilBigServes() {
        long start = System.nanoTime();
        do {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError("big did not come back");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            ask(1);
        } while (!results.get(results.size() - 1).model().id().equals("big"));
    }

    private int served(String model) {
        return count(result -> result.model().id().equals(model));
    }

    private int count(java.util.function.Predicate<RouteResult<ChatResponse>> condition) {
        return (int) results.stream().filter(condition).count();
    }

    private static AttemptRecord firstOf(RouteResult<?> result) {
        return result.trace().attempts().get(0);
    }

    private static long attemptsAt(String model, RouteResult<?> result) {
        return result.trace().attempts().stream()
                .filter(attempt -> attempt.model().id().equals(model))
                .count();
    }

    private static String[] with(String[] labels, String... more) {
        List<String> all = new ArrayList<>(List.of(labels));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void within(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9));
    }
}
