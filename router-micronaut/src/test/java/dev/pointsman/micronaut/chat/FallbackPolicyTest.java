package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.RequestOverride;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fallback of a pool without an available primary model, over real sockets. */
class FallbackPolicyTest extends ChatPolicyFixture {
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void theRequestIsChangedForTheTier(String wire) {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(builder(wire));
        primary.always(Fault.rateLimited());
        Pool pool = pool(MidStream.RESUME)
                .withChanges(Map.of(Tier.FALLBACK, new RequestOverride(512, "Answer in English.", null)));
        Setup setup = new Setup(primary, wire, fallback, true, pool);
        setup.read();
        setup.chat.complete(CHAT, QUESTION);
        assertThat(primary.requests().get(0).at("/max_tokens")).hasValue("900");
        assertThat(fallback.requests()).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.at("/max_tokens").or(() -> seen.at("/max_output_tokens")))
                    .hasValue("512");
            assertThat(seen.body()).contains("Answer in English.\\nBe brief.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"403973", "-1", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2065 07:28:00 GMT", "soon", ""})
    void whateverRetryAfterSaysTheFallbackIsAskedAtOnce(String retryAfter) {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.rateLimited().retryAfter(retryAfter));
        Setup setup = new Setup(primary, "openai", fallback, true, pool(MidStream.RESUME));
        setup.chat.complete(CHAT, QUESTION); // connects
        setup.router.operations().reset("primary");
        Duration least = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            setup.router.operations().reset("primary");
            long start = System.nanoTime();
            RouteResult<ChatResponse> result = setup.chat.complete(CHAT, QUESTION);
            Duration between = Duration.ofNanos(System.nanoTime() - start);
            for (AttemptRecord attempt : result.trace().attempts()) {
                between = between.minus(attempt.duration());
            }
            assertThat(result.model().id()).isEqualTo("fallback");
            least = between.compareTo(least) < 0 ? between : least;
        }
        assertThat(least).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void aProviderWithNothingLeftIsLeftAloneThoughItAnswered() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        FaultyProvider fallback = start(FaultyProvider.openAi());
        primary.always(Fault.none().remaining(0, 100).header("x-ratelimit-reset-requests", "6m0s"));
        Setup setup = new Setup(primary, "openai", fallback, true, pool(MidStream.RESUME));
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("primary");
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("fallback");
    }

    @Test
    void anOldAnswerStandsInForTheSameQuestionAndTheSameTenantOnly() {
        FaultyProvider primary = start(FaultyProvider.openAi());
        Pool pool = pool(MidStream.RESUME);
        Setup setup = new Setup(
                primary,
                "openai",
                primary,
                true,
                pool.withFailover(pool.failover().toBuilder()
                        .whenExhausted(WhenExhausted.STALE)
                        .build()));
        RouteRequest tenant = CHAT.toBuilder().tenant("a").build();
        setup.chat.complete(tenant, QUESTION);
        primary.always(Fault.status(503));
        RouteResult<ChatResponse> old = setup.chat.complete(tenant, QUESTION);
        assertThat(old.stale()).isTrue();
        assertThat(old.value().text().strip()).isEqualTo(words(10));
        assertFails(() -> setup.chat.complete(CHAT, QUESTION));
        assertFails(() -> setup.chat.complete(tenant, ChatRequest.user("Another!")));
        assertFails(() -> setup.chat.stream(tenant, QUESTION).block(SOON));
    }

    private static void assertFails(ThrowingCallable call) {
        assertThat(catchThrowableOfType(RoutingException.class, call)).isNotNull();
    }
}
