package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.pointsman.testkit.Fault;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Metrics over HTTP after an outage, compared with the providers' counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageMetricsTest {
    private static final String[] BIG = {"pointsman_model", "big"};
    private static final String[] SMALL = {"pointsman_model", "small"};

    private final Metered application = new Metered();
    private final List<RouteResult<ChatResponse>> results = new ArrayList<>();

    private Scrape scrape;

    @BeforeAll
    void anOutage() throws Exception {
        ask(2);
        application.first.always(Fault.status(503));
        ask(8);
        application.first.heal();
        results.addAll(application.untilServedBy("big"));
        scrape = application.scrape();
    }

    @AfterAll
    void close() {
        application.close();
    }

    @Test
    void attemptsAreThoseThatTheProvidersSaw() {
        int lost = application.first.requestCount() - served("big");
        assertThat(lost).isPositive();
        assertThat(scrape.sum("pointsman_attempts_total", BIG)).isEqualTo(application.first.requestCount());
        assertThat(scrape.sum("pointsman_attempts_total", SMALL)).isEqualTo(application.second.requestCount());
        assertThat(scrape.sum(
                        "gen_ai_client_operation_duration_seconds_count",
                        Scrape.with(BIG, "error_type", "server-error")))
                .isEqualTo(lost);
        assertThat(scrape.sum("gen_ai_client_operation_duration_seconds_count", Scrape.with(BIG, "error_type", "none")))
                .isEqualTo(served("big"));
        assertThat(scrape.sum("pointsman_attempts_total", Scrape.with(BIG, "pointsman_outcome", "failed")))
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
    void callsAnswersAndFallbacksAreThoseOfTheResults() {
        String[] chat = {"pointsman_pool", "chat", "pointsman_goal", "ordered"};
        assertThat(scrape.sum("pointsman_call_duration_seconds_count", Scrape.with(chat, "pointsman_ending", "served")))
                .isEqualTo(results.size());
        assertThat(scrape.sum("pointsman_answers_total", Scrape.with(chat, "pointsman_tier", "fallback")))
                .isEqualTo(served("small"));
        assertThat(scrape.sum("pointsman_answers_total", Scrape.with(chat, "pointsman_tier", "primary")))
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
    void tokensAndDollarsAreThoseOfTheAnswers() {
        assertThat(scrape.sum("gen_ai_client_token_usage_sum", Scrape.with(SMALL, "gen_ai_token_type", "input")))
                .isEqualTo(100.0 * served("small"));
        assertThat(scrape.sum("gen_ai_client_token_usage_sum", Scrape.with(BIG, "gen_ai_token_type", "output")))
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

    private void ask(int calls) {
        for (int i = 0; i < calls; i++) {
            results.add(application.ask());
        }
    }

    private int served(String model) {
        return count(result -> result.model().id().equals(model));
    }

    private int count(Predicate<RouteResult<ChatResponse>> condition) {
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

    private static void within(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, offset(1e-9));
    }
}
