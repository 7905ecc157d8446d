package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.FailureRule;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.failure.FailureMappings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classification of a provider's refusals. */
class ProviderRefusalsTest extends ProviderClientFixture {
    static Stream<Arguments> refusals() {
        return Stream.of("openai", "anthropic", "openai-responses")
                .flatMap(wire -> Stream.of(
                        Arguments.of(wire, Fault.invalidKey(), FailureKind.CREDENTIALS),
                        Arguments.of(wire, Fault.insufficientQuota(), FailureKind.QUOTA_EXHAUSTED),
                        Arguments.of(wire, Fault.modelNotFound(), FailureKind.MODEL_NOT_FOUND),
                        Arguments.of(wire, Fault.rateLimited(), FailureKind.RATE_LIMITED),
                        Arguments.of(wire, Fault.contextLengthExceeded(), FailureKind.CONTEXT_LENGTH),
                        Arguments.of(wire, Fault.contentPolicyViolation(), FailureKind.CONTENT_FILTER),
                        Arguments.of(wire, Fault.invalidRequest(), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.forbidden(), FailureKind.FORBIDDEN),
                        Arguments.of(wire, Fault.tooLarge(), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.tokensPerMinute(), FailureKind.RATE_LIMITED),
                        Arguments.of(wire, Fault.overloaded(), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(408), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(409), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(422), FailureKind.INVALID_REQUEST),
                        Arguments.of(wire, Fault.status(500), FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.status(503), FailureKind.SERVER_ERROR),
                        Arguments.of(
                                wire,
                                Fault.status(522).body("text/html", "<html>down</html>"),
                                FailureKind.SERVER_ERROR),
                        Arguments.of(wire, Fault.resetBeforeHeaders(), FailureKind.CONNECTION)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasItsKindWhetherStreamedOrNot(String wire, Fault fault, FailureKind kind) {
        List<Failure> failures = failsEitherWay(wire, fault, kind);
        assertThat(failures.get(0).message())
                .isNotBlank()
                .isEqualTo(failures.get(1).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void retryAfterIsHandedOn(String wire) {
        FaultyProvider provider = start(builder(wire));
        provider.script(
                Fault.rateLimited().retryAfter("2"),
                Fault.rateLimited().retryAfter("-1"),
                Fault.rateLimited().retryAfter("soon"),
                Fault.rateLimited().retryAfter("403973"));
        ProviderClient client = client(wire, provider);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON))
                    .retryAfter());
        }
        assertThat(waits).containsExactly(Duration.ofSeconds(2), null, null, Duration.ofSeconds(403973));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void whatTheUserSaysOfCodesAndStatusesGoesBeforeWhatTheyUsuallyMean(String wire) {
        FaultyProvider provider = start(builder(wire));
        FailureMappings mappings = new FailureMappings(
                Map.of(422, FailureKind.SERVER_ERROR),
                Map.of("house_rule", FailureKind.CONTENT_FILTER, "overloaded_error", FailureKind.QUOTA_EXHAUSTED),
                Map.of());
        ProviderClient client = client(ProviderSettings.of("p", wire, URI.create(provider.url()), KEY), mappings);
        provider.script(
                Fault.status(422),
                Fault.status(422).body("application/json", "{\"error\":{\"code\":\"House_Rule\"}}"),
                Fault.status(200).body("application/json", "{\"error\":{\"type\":\"overloaded_error\"}}"));
        List<FailureKind> kinds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kinds.add(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON))
                    .kind());
        }
        assertThat(kinds)
                .containsExactly(FailureKind.SERVER_ERROR, FailureKind.CONTENT_FILTER, FailureKind.QUOTA_EXHAUSTED);
    }

    @Test
    void aRateLimitWithoutRetryAfterTellsItsEndInHeadersOfItsOwn() {
        FaultyProvider openAi = start(FaultyProvider.openAi());
        openAi.always(Fault.rateLimited()
                .header("x-ratelimit-remaining-requests", "0")
                .header("x-ratelimit-reset-requests", "6m0s")
                .header("x-ratelimit-remaining-tokens", "12000")
                .header("x-ratelimit-reset-tokens", "23h"));
        ProviderClient client = client("openai", openAi);
        assertThat(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON)).retryAfter())
                .isEqualTo(Duration.ofMinutes(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void aProviderThatHasNothingLeftAfterAnAnswerIsHeard(String wire) {
        FaultyProvider provider = start(builder(wire));
        provider.script(
                Fault.none()
                        .remaining(0, 100)
                        .header("x-ratelimit-reset-requests", "1.5s")
                        .header(
                                "anthropic-ratelimit-requests-reset",
                                java.time.Instant.now().plusSeconds(3600).toString()),
                Fault.none().remaining(1, 100).header("x-ratelimit-reset-requests", "1.5s"));
        List<Duration> spent = new ArrayList<>();
        CallTarget target = new CallTarget(SMALL, MODEL.limits(), spent::add);
        ProviderClient client = client(wire, provider);
        client.stream(target, QUESTION).blockLast(SOON);
        client.complete(target, QUESTION).block(SOON);
        assertThat(spent).hasSize(1);
        assertThat(spent.get(0)).isPositive();
    }

    @Test
    void aWaitInTheBodyCountsAndNotOnlyOneInAHeader() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        provider.script(
                Fault.status(429)
                        .body(
                                "application/json",
                                "[{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"Please retry in 40s.\",\"details\":[{\"retryDelay\":\"30s\"}]}}]"),
                Fault.status(429)
                        .body("application/json", "{\"error\":{\"message\":\"Please try again in 6m0s. Visit us.\"}}"),
                Fault.status(429)
                        .header("Retry-After", "7")
                        .body("application/json", "{\"error\":{\"message\":\"Please try again in 6m0s.\"}}"));
        ProviderClient client = client("openai", provider);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waits.add(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON))
                    .retryAfter());
        }
        assertThat(waits).containsExactly(Duration.ofSeconds(30), Duration.ofMinutes(6), Duration.ofSeconds(7));
    }

    @Test
    void theCallerReadsOneBoundedLineOfTheProvidersOwn() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        provider.script(
                Fault.status(400)
                        .body(
                                "application/json",
                                "{\"error\":{\"message\":\"Provider returned error\",\"metadata\":{\"raw\":\"{\\\"error\\\":{\\\"message\\\":\\\"at most\\u2028one\\u202e image\\\"}}\"}}}"),
                Fault.status(400).body("application/json", "{\"error\":{\"message\":\"" + "x".repeat(5000) + "\"}}"),
                Fault.status(400).body("application/json", "{\"odd\":[1,2]}"),
                Fault.status(400).body("application/json", "{\"error\":{\"code\":\"odd_code\"}}"));
        ProviderClient client = client("openai", provider);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            messages.add(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON))
                    .message());
        }
        assertThat(messages.get(0)).isEqualTo("at most one image");
        assertThat(messages.get(1)).hasSize(501).endsWith("…");
        assertThat(messages.get(2)).isEqualTo("status 400 without a message");
        assertThat(messages.get(3)).isEqualTo("status 400, odd_code");
    }

    @Test
    void theUsersRulesGoFirst() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        provider.always(Fault.invalidKey());
        FailureRule rule = new FailureRule(
                "mine", "p", List.of("401"), List.of(), "the api key * not valid", FailureKind.SERVER_ERROR, "");
        ProviderClient client = client(
                ProviderSettings.of("p", "openai", URI.create(provider.url()), KEY),
                new FailureMappings(List.of(rule), Map.of(401, FailureKind.TIMEOUT), Map.of(), Map.of()));
        Failure failure = failureOf(() -> client.complete(MODEL, QUESTION).block(SOON));
        assertThat(failure.kind()).as(failure.message()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(failure.rule()).isEqualTo("mine");
    }

    @Test
    void aKeyThatTheProviderEchoesIsNotQuoted() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        provider.always(Fault.status(401)
                .body("application/json", "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}"));
        ProviderException error = catchThrowableOfType(
                ProviderException.class,
                () -> client("openai", provider).complete(MODEL, QUESTION).block(SOON));
        assertThat(error).hasMessageContaining("Incorrect API key").hasMessageNotContaining(KEY);
    }
}
