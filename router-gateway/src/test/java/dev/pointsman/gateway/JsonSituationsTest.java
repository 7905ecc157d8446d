package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.testkit.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the gateway to its clients while the primary model fails, as JSON. */
class JsonSituationsTest {

    @Test
    void s01_waits_for_retry_after() throws Exception {
        try (Situation here = Situation.then(Fault.rateLimited().retryAfter("1"))) {
            Heard heard = here.gateway.ask();
            here.isWhole(heard, "primary");
            Situation.within(heard, 1_000, 2_500);
            here.primaryWasAsked(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403973", "-1", "Wed, 21 Oct 2099 07:28:00 GMT", "soon"})
    void s02_does_not_stall_for_a_retry_after_that_is_no_use(String retryAfter) throws Exception {
        try (Situation here = Situation.of(Fault.rateLimited().retryAfter(retryAfter))) {
            here.isWhole(here.gateway.ask(), "fallback");
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s03_tries_again_after_one_500() throws Exception {
        try (Situation here = Situation.then(Fault.status(500))) {
            here.isWhole(here.gateway.ask(), "primary");
            here.primaryWasAsked(2);
        }
    }

    @Test
    void s04_falls_back_from_a_503_within_the_budget() throws Exception {
        try (Situation here = Situation.of(Fault.status(503))) {
            Heard heard = here.gateway.ask();
            here.isWhole(heard, "fallback");
            assertThat(heard.attempts()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void s05_survives_a_reset_before_the_headers() throws Exception {
        try (Situation here = Situation.then(Fault.resetBeforeHeaders())) {
            here.isWhole(here.gateway.ask(), "primary");
        }
    }

    @Test
    void s06_asks_a_silent_primary_once() throws Exception {
        try (Situation here = Situation.of(Fault.neverAnswers())) {
            Heard heard = here.gateway.ask();
            here.isWhole(heard, "fallback");
            Situation.within(heard, 1_000, 2_500);
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s07_falls_back_at_the_limit_of_the_answer() throws Exception {
        try (Situation here = Situation.of(Fault.slowBody(Duration.ofSeconds(20)))) {
            Heard heard = here.gateway.ask();
            here.isWhole(heard, "fallback");
            Situation.within(heard, 1_000, 2_500);
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s08_never_takes_a_cut_body_for_an_answer() throws Exception {
        try (Situation here = Situation.of(Fault.cutBody())) {
            here.isWhole(here.gateway.ask(), "fallback");
        }
    }

    @Test
    void s10_never_takes_broken_json_for_an_answer() throws Exception {
        for (Fault fault : new Fault[] {Fault.badJson(), Fault.emptyBody(), Fault.html()}) {
            try (Situation here = Situation.of(fault)) {
                here.isWhole(here.gateway.ask(), "fallback");
                here.primaryWasAsked(1);
            }
        }
    }

    @Test
    void s12_sends_what_is_too_long_to_the_larger_model() throws Exception {
        try (Situation here = Situation.of(Fault.contextLengthExceeded())) {
            here.isWhole(here.gateway.ask(), "fallback");
            here.primaryWasAsked(1);
        }
    }

    @Test
    void s13_passes_on_why_the_provider_refused() throws Exception {
        try (Situation here = Situation.of(Fault.contentPolicyViolation())) {
            Heard heard = here.gateway.ask();
            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.error().path("code").asText()).isEqualTo("content_filter");
            here.primaryWasAsked(1);
            here.fallbackWasAsked(0);
        }
    }

    @Test
    void s16_names_and_bills_the_model_that_answered() throws Exception {
        try (Situation here = Situation.of(Fault.status(503))) {
            Heard heard = here.gateway.ask();
            here.isWhole(heard, "fallback");
            assertThat(heard.usage().path("prompt_tokens").asInt()).isEqualTo(Situation.FALLBACK_PROMPT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {430, 499})
    void a_refusal_without_a_name_is_a_bad_request(int status) throws Exception {
        try (Situation here = Situation.of(Fault.status(status))) {
            Heard heard = here.gateway.ask();
            assertThat(heard.status()).isEqualTo(400);
            assertThat(heard.error().path("type").asText()).isEqualTo("invalid_request_error");
            assertThat(heard.model()).isEqualTo("primary");
            assertThat(heard.attempts()).isEqualTo(1);
        }
    }

    @Test
    void a_failure_tells_who_was_asked_too() throws Exception {
        try (Situation here = Situation.of(Fault.status(503))) {
            here.fallback.always(Fault.status(503));
            Heard heard = here.gateway.ask();
            assertThat(heard.status()).isEqualTo(502);
            assertThat(heard.attempts()).isEqualTo(here.primary.requestCount() + here.fallback.requestCount());
            assertThat(heard.model()).isEqualTo("fallback");
            assertThat(heard.headers().firstValue(RouterHeaders.PROVIDER)).hasValue("second");
        }
    }

    @Test
    void an_old_answer_stands_in_and_says_so() throws Exception {
        try (Situation here = Situation.withStaleAnswers()) {
            here.isWhole(here.gateway.ask(), "primary");
            here.primary.always(Fault.status(503));
            here.fallback.always(Fault.status(503));
            Heard old = here.gateway.ask();
            assertThat(old.text()).isEqualTo(Situation.WHOLE);
            assertThat(old.headers().firstValue(RouterHeaders.STALE)).hasValue("true");
        }
    }
}
