package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.trace.ModelSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Streams of the gateway to its clients while the primary model fails, over real sockets. */
class SixteenSituationsTest {
    private final String wire = wire();

    /** The primary's protocol. */
    String wire() {
        return "openai";
    }

    /** A part of the primary's words for refused content. */
    String refusal() {
        return "refused by the safety system";
    }

    @Test
    void s01_waits_for_retry_after() throws Exception {
        try (Situation here = Situation.then(wire, Fault.rateLimited().retryAfter("2"))) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "primary");
            Situation.within(heard, 2_000, 3_500);
            here.primaryWasAsked(2);
            here.fallbackWasAsked(0);
        }
    }

    @Test
    void s02_leaves_a_primary_that_always_says_429() throws Exception {
        try (Situation here = Situation.of(wire, Fault.rateLimited())) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "fallback");
            Situation.within(heard, 0, 3_000);
            assertThat(here.primary.requestCount()).isBetween(1, 4);
        }
    }

    @Test
    void s03_tries_again_after_one_500() throws Exception {
        try (Situation here = Situation.then(wire, Fault.status(500))) {
            here.isWhole(here.gateway.stream(), "primary");
            here.primaryWasAsked(2);
            here.fallbackWasAsked(0);
        }
    }

    @Test
    void s04_falls_back_from_a_503_within_the_budget() throws Exception {
        try (Situation here = Situation.of(wire, Fault.status(503))) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "fallback");
            assertThat(heard.attempts()).isLessThanOrEqualTo(4);
            assertThat(here.primary.requestCount()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void s05_survives_a_reset_before_the_headers() throws Exception {
        try (Situation here = Situation.then(wire, Fault.resetBeforeHeaders())) {
            here.isWhole(here.gateway.stream(), "primary");
            here.primaryWasAsked(2);
        }
    }

    @Test
    void s06_asks_a_silent_primary_once() throws Exception {
        try (Situation here = Situation.of(wire, Fault.neverAnswers())) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "fallback");
            Situation.within(heard, 1_000, 2_000);
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s07_falls_back_at_the_limit_of_the_first_token() throws Exception {
        try (Situation here = Situation.of(wire, Fault.slowFirstToken(Duration.ofSeconds(20)))) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "fallback");
            Situation.within(heard, 1_000, 2_000);
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s08_goes_on_with_a_stream_that_was_cut() throws Exception {
        try (Situation here = Situation.of(wire, Fault.closeAfter(40))) {
            here.isWhole(here.gateway.stream(), "primary");
            here.primaryWasAsked(1);
            here.fallbackWasAsked(1);
        }
    }

    @Test
    void s08_goes_on_with_a_stream_that_was_reset() throws Exception {
        try (Situation here = Situation.of(wire, Fault.resetAfter(40))) {
            Heard heard = here.gateway.stream();
            wholeOrError(heard);
            assertThat(heard.text()).isEqualTo(Situation.WHOLE);
            assertThat(here.primary.requestCount()).isBetween(1, 2);
        }
    }

    @Test
    void s08_ends_with_an_error_where_the_fallback_says_something_else() throws Exception {
        try (Situation here = Situation.of(wire, Fault.closeAfter(40))) {
            here.fallback.always(Fault.says("Something else, and more of it than one would think."));
            Heard heard = here.gateway.stream();
            wholeOrError(heard);
            assertThat(heard.error().isObject()).isTrue();
            assertThat(heard.text()).isNotEmpty();
        }
    }

    @Test
    void s09_notices_a_stall_and_is_healthy_afterwards() throws Exception {
        try (Situation here = Situation.then(wire, Fault.stallAfter(20, Duration.ofSeconds(30)))) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "primary");
            Situation.within(heard, 1_000, 2_500);
            here.isWhole(here.gateway.stream(), "primary");
            here.primaryWasAsked(2);
        }
    }

    @Test
    void s10_lives_through_an_event_of_broken_json() throws Exception {
        try (Situation here = Situation.then(wire, Fault.brokenEvent(30), Fault.none(), Fault.brokenToken(30))) {
            wholeOrError(here.gateway.stream());
            here.isWhole(here.gateway.stream(), "primary");
            wholeOrError(here.gateway.stream());
            here.isWhole(here.gateway.stream(), "primary");
        }
    }

    @Test
    void s11_ends_at_once_without_the_end_mark() throws Exception {
        try (Situation here = Situation.of(wire, Fault.withoutDone())) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "primary");
            assertThat(heard.done()).isTrue();
            assertThat(heard.usage().path("prompt_tokens").asInt()).isEqualTo(11);
            assertThat(heard.usage().path("completion_tokens").asInt()).isEqualTo(60);
            Situation.within(heard, 0, 1_500);
            here.fallbackWasAsked(0);
        }
    }

    @Test
    void s12_sends_what_is_too_long_to_the_larger_model() throws Exception {
        try (Situation here = Situation.of(wire, Fault.contextLengthExceeded())) {
            here.isWhole(here.gateway.stream(), "fallback");
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s12_tells_the_client_where_no_model_is_larger() throws Exception {
        try (Situation here = Situation.of(wire, Fault.contextLengthExceeded())) {
            here.fallback.always(Fault.contextLengthExceeded());
            Heard heard = here.gateway.stream();
            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.error().path("code").asText()).isEqualTo("context_length_exceeded");
            here.primaryWasAsked(1);
            here.fallbackWasAsked(1);
        }
    }

    @Test
    void s13_passes_on_why_the_provider_refused() throws Exception {
        try (Situation here = Situation.of(wire, Fault.contentPolicyViolation())) {
            Heard heard = here.gateway.stream();
            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.error().path("code").asText()).isEqualTo("content_filter");
            assertThat(heard.error().path("message").asText()).contains(refusal());
            here.primaryWasAsked(1);
            here.fallbackWasAsked(0);
        }
    }

    @Test
    void s14_never_shows_that_a_prefill_was_rejected() throws Exception {
        try (Situation here = Situation.of(wire, Fault.closeAfter(40))) {
            here.fallback.always(Fault.rejectsPrefill().when(SeenRequest::prefilled));
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "primary");
        }
    }

    @Test
    void s15_keeps_an_outage_cheap_and_comes_back() throws Exception {
        int divisor = 10;
        Outage outage = Outage.of(wire, divisor);
        System.out.println(outage.describe());
        assertThat(outage.unserved()).isZero();
        assertThat(outage.attemptsAtThePrimary()).isBetween(3, 7);
        assertThat(outage.secondsUntilItServes()).isLessThanOrEqualTo(16.0 / divisor + 0.2);
    }

    @Test
    void s16_names_and_bills_the_model_that_answered() throws Exception {
        try (Situation here = Situation.of(wire, Fault.status(503))) {
            Heard heard = here.gateway.stream();
            here.isWhole(heard, "fallback");
            assertThat(heard.usage().path("prompt_tokens").asInt()).isEqualTo(Situation.FALLBACK_PROMPT);
            assertThat(heard.usage().path("completion_tokens").asInt()).isEqualTo(60);
            assertThat(here.gateway.bean(ModelRouter.class).operations().snapshot())
                    .filteredOn(model -> model.model().id().equals("primary"))
                    .extracting(ModelSnapshot::statistics)
                    .allSatisfy(statistics -> assertThat(statistics.successes()).isZero());
        }
    }

    /** Both are right; what is wrong is a short answer that looks whole, and any token twice. */
    private static void wholeOrError(Heard heard) {
        assertThat(heard.status()).isEqualTo(200);
        if (heard.error().isMissingNode()) {
            assertThat(heard.text()).isEqualTo(Situation.WHOLE);
            assertThat(heard.finish()).isEqualTo("stop");
            assertThat(heard.done()).isTrue();
            assertThat(heard.broken()).isFalse();
        } else {
            assertThat(Situation.WHOLE).startsWith(heard.text());
            assertThat(heard.finish()).isEmpty();
            assertThat(heard.done()).isFalse();
            assertThat(heard.broken()).as("connection broken").isTrue();
        }
    }
}
