package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Timeouts;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Results of a routed method that returns a {@link Flux} while the primary model fails. */
class RoutedFluxSituationsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String WHOLE =
            IntStream.range(0, 60).mapToObj(i -> "tok" + i).collect(Collectors.joining(" "));

    private final FaultyProvider primary = FaultyProvider.openAi().tokens(60).start();
    private final FaultyProvider fallback =
            FaultyProvider.anthropic().tokens(60).start();
    private final ApplicationContext application =
            Applications.start("""
          pointsman:
            providers:
              first:  { wire: openai, url: "%s" }
              second: { wire: anthropic, url: "%s" }
            models:
              - { id: primary, provider: first, context-window: 8000 }
              - { id: fallback, provider: second, context-window: 128000, max-output: 4096 }
            pools:
              chat: { goal: ordered, primary: [primary], fallback: [fallback] }
          """.formatted(primary.url(), fallback.url()), "situations");
    private final ModelRouter router =
            Applications.change(application, failover -> failover.timeouts(new Timeouts(SECOND, SECOND, SECOND)));
    private final Talk talk = application.getBean(Talk.class);
    private long took;

    /** Loads the classes of a call, which may take longer than the limits of the cases. */
    @BeforeAll
    static void warmUp() {
        RoutedFluxSituationsTest cold = new RoutedFluxSituationsTest();
        try {
            cold.primary.next(Fault.resetBeforeHeaders());
            cold.answer();
        } catch (RuntimeException late) {
            // a limit was missed, but the classes are loaded
        } finally {
            cold.application.close();
            cold.primary.close();
            cold.fallback.close();
        }
    }

    @AfterEach
    void nothingIsLeftInFlight() {
        assertThat(router.operations().snapshot())
                .allSatisfy(model -> assertThat(model.statistics().inFlight()).isZero());
        application.close();
        primary.close();
        fallback.close();
    }

    @Test
    void s01_waits_for_retry_after() {
        primary.next(Fault.rateLimited().retryAfter("2"));
        isWholeFrom("primary", "primary");
        assertThat(took).isBetween(2_000L, 3_500L);
    }

    @Test
    void s02_leaves_a_primary_that_always_says_429() {
        primary.always(Fault.rateLimited());
        isWholeFrom("primary", "fallback");
        assertThat(took).isLessThan(3_000);
    }

    @Test
    void s03_tries_again_after_one_500() {
        primary.next(Fault.status(500));
        isWholeFrom("primary", "primary");
    }

    @Test
    void s04_falls_back_from_a_503_within_the_budget() {
        primary.always(Fault.status(503));
        isWholeFrom("primary", "primary", "fallback");
    }

    @Test
    void s05_survives_a_reset_before_the_headers() {
        primary.next(Fault.resetBeforeHeaders());
        isWholeFrom("primary", "primary");
    }

    @Test
    void s06_asks_a_silent_primary_once() {
        primary.always(Fault.neverAnswers());
        isWholeFrom("primary", "fallback");
        assertThat(took).isBetween(1_000L, 2_500L);
        assertThat(firstFailure()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void s07_falls_back_at_the_limit_of_the_first_token() {
        primary.always(Fault.slowFirstToken(Duration.ofSeconds(20)));
        isWholeFrom("primary", "fallback");
        assertThat(took).isBetween(1_000L, 2_500L);
    }

    @Test
    void s08_goes_on_with_a_stream_that_was_cut() {
        primary.always(Fault.closeAfter(40));
        isWholeFrom("primary", "fallback");
    }

    @Test
    void s09_notices_a_stall_and_is_healthy_afterwards() {
        primary.next(Fault.stallAfter(20, Duration.ofSeconds(30)));
        isWholeFrom("primary", "fallback");
        assertThat(took).isBetween(1_000L, 2_500L);
        assertThat(firstFailure()).isEqualTo(FailureKind.TIMEOUT);
        isWholeFrom("primary");
    }

    @Test
    void s10_lives_through_an_event_of_broken_json() {
        primary.next(Fault.brokenToken(30));
        assertThat(answer()).isEqualTo(WHOLE);
        isWholeFrom("primary");
    }

    @Test
    void s11_ends_at_once_without_the_end_mark() {
        primary.always(Fault.withoutDone());
        isWholeFrom("primary");
        assertThat(statistics("primary").statistics().successes()).isEqualTo(1);
    }

    @Test
    void s12_sends_what_is_too_long_to_the_larger_model() {
        primary.always(Fault.contextLengthExceeded());
        isWholeFrom("primary", "fallback");
        assertThat(statistics("primary").breaker().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void s13_passes_on_why_the_provider_refused() {
        primary.always(Fault.contentPolicyViolation());
        assertThatThrownBy(this::answer)
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("refused by the safety system");
        assertThat(primary.requestCount()).isEqualTo(1);
        assertThat(fallback.requestCount()).isZero();
    }

    @Test
    void s14_never_asks_for_a_prefill() {
        primary.always(Fault.closeAfter(40));
        fallback.always(Fault.rejectsPrefill().when(SeenRequest::prefilled));
        isWholeFrom("primary", "fallback");
    }

    @Test
    void s16_names_the_model_that_answered() {
        primary.always(Fault.status(503));
        assertThat(answer()).isEqualTo(WHOLE);
        assertThat(statistics("primary").statistics().successes()).isZero();
        assertThat(statistics("fallback").statistics().successes()).isEqualTo(1);
    }

    /** Asks once; the attempts must have gone to these models, the last of which served. */
    private void isWholeFrom(String... models) {
        assertThat(answer()).isEqualTo(WHOLE);
        assertThat(lastTrace().attempts())
                .extracting(attempt -> attempt.model().id())
                .containsExactly(models);
    }

    private String answer() {
        long start = System.nanoTime();
        String text = String.join("", talk.talk("Hello").collectList().block());
        took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return text;
    }

    private RouteTrace lastTrace() {
        List<RouteTrace> heard = application.getBean(Ear.class).heard;
        return heard.get(heard.size() - 1);
    }

    private FailureKind firstFailure() {
        return lastTrace().attempts().get(0).failure().kind();
    }

    private ModelSnapshot statistics(String model) {
        return router.operations().snapshot().stream()
                .filter(each -> each.model().id().equals(model))
                .findFirst()
                .orElseThrow();
    }

    @Singleton
    @Requires(property = "spec", value = "situations")
    static class Talk {
        private final ChatClient chat;

        Talk(ChatClient chat) {
            this.chat = chat;
        }

        @Routed(pool = "chat")
        Flux<String> talk(String question) {
            return chat.stream(ChatRequest.user(question)).map(ChatChunk::text).filter(text -> !text.isEmpty());
        }
    }

    @Singleton
    @Requires(property = "spec", value = "situations")
    static class Ear implements RouterListener {
        final List<RouteTrace> heard = new CopyOnWriteArrayList<>();

        @Override
        public void completed(CompletedCall call) {
            heard.add(call.trace());
        }
    }
}
