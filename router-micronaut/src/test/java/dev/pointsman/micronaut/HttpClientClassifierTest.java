package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.failure.FailureMappings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Flux;

/** Classification of a custom HTTP client's exceptions, and of configured ones. */
class HttpClientClassifierTest {
    private static final String QUESTION = """
            {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}""";

    private final FaultyProvider provider = FaultyProvider.openAi().start();
    private final ApplicationContext application =
            Applications.start("""
                    acme.url: "%s"
                    micronaut.http.client.read-timeout: 300ms
                    pointsman:
                      failures:
                        statuses: { 418: timeout, 503: quota-exhausted }
                        codes: { context_length_exceeded: bad-response }
                        exceptions:
                          java.util.concurrent.CompletionException: rate-limited
                          dev.pointsman.micronaut.HttpClientClassifierTest$Slow: timeout
                      providers: { p: { wire: openai, url: "%s" } }
                      models: [{ id: a, provider: p }, { id: b, provider: p }]
                      pools: { chat: { goal: ordered, primary: [a, b], failover: { retry-same: 0 } } }
                    """.formatted(provider.url(), provider.url()), "acme");
    private final FailureClassifier classifier = application.getBean(FailureClassifier.class);

    @AfterEach
    void close() {
        application.close();
        provider.close();
    }

    @TestFactory
    Stream<DynamicTest> anAnswerIsReadAsTheChatClientReadsIt() {
        Map<Fault, FailureKind> table = Map.ofEntries(
                Map.entry(Fault.rateLimited(), FailureKind.RATE_LIMITED),
                Map.entry(Fault.tokensPerMinute(), FailureKind.RATE_LIMITED),
                Map.entry(Fault.status(500), FailureKind.SERVER_ERROR),
                Map.entry(Fault.status(408), FailureKind.SERVER_ERROR),
                Map.entry(Fault.contentPolicyViolation(), FailureKind.CONTENT_FILTER),
                Map.entry(Fault.invalidRequest(), FailureKind.INVALID_REQUEST),
                Map.entry(Fault.forbidden(), FailureKind.FORBIDDEN),
                Map.entry(Fault.tooLarge(), FailureKind.INVALID_REQUEST),
                Map.entry(Fault.invalidKey(), FailureKind.CREDENTIALS),
                Map.entry(Fault.insufficientQuota(), FailureKind.QUOTA_EXHAUSTED),
                Map.entry(Fault.resetBeforeHeaders(), FailureKind.CONNECTION),
                Map.entry(Fault.neverAnswers(), FailureKind.TIMEOUT));
        return table.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey() + " is " + row.getValue(), () -> {
                    provider.always(row.getKey());
                    assertThat(failureOfTheClient().kind()).isEqualTo(row.getValue());
                }));
    }

    @Test
    void aRefusalTellsItsStatusAndHowLongToWait() {
        provider.always(Fault.rateLimited().retryAfter("7"));
        Failure failure = failureOfTheClient();
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theProvidersWordsAreNotQuotedForTheyMayHoldASecret() {
        provider.always(Fault.status(500, "the key sk-1234567890 is tired"));
        assertThat(failureOfTheClient().message()).startsWith("status 500").doesNotContain("sk-1234567890");
    }

    @Test
    void aStatusMayMeanSomethingElse() {
        provider.always(Fault.status(418));
        assertThat(failureOfTheClient().kind()).isEqualTo(FailureKind.TIMEOUT);
        provider.always(Fault.status(503));
        assertThat(failureOfTheClient().kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    }

    @Test
    void aCodeMayMeanSomethingElse() {
        provider.always(Fault.contextLengthExceeded());
        assertThat(failureOfTheClient().kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    }

    @Test
    void anExceptionMayMeanSomethingElse() {
        assertThat(kindOf(new CompletionException(null))).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(kindOf(new Slow())).isEqualTo(FailureKind.TIMEOUT);
        assertThat(kindOf(new Slower())).isEqualTo(FailureKind.TIMEOUT);
        assertThat(kindOf(new IllegalStateException(new IOException(new Slower()))))
                .isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void whatAProviderSaidIsNotMappedAgain() {
        ProviderException known = new ProviderException(Failure.of(FailureKind.CUT, "cut"), new Slow());
        assertThat(kindOf(known)).isEqualTo(FailureKind.CUT);
        assertThat(kindOf(new IllegalStateException(known))).isEqualTo(FailureKind.CUT);
    }

    @Test
    void everythingElseIsAsAlways() {
        assertThat(kindOf(new SocketTimeoutException())).isEqualTo(FailureKind.TIMEOUT);
        assertThat(kindOf(new IllegalStateException("own"))).isEqualTo(FailureKind.CALLER_ERROR);
    }

    @Test
    void aCircleOfCausesHasAnEnd() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new IllegalStateException(one));
        assertThat(kindOf(one)).isEqualTo(FailureKind.CALLER_ERROR);
    }

    @Test
    void aRoutedMethodWithADeclarativeClientFailsOver() {
        provider.next(Fault.status(500));
        RouteResult<String> result = application.getBean(Service.class).ask(null);
        assertThat(result.model().id()).isEqualTo("b");
        assertThat(result.trace().attempts().get(0).failure()).isNotNull();
        assertThat(provider.requestCount()).isEqualTo(2);
    }

    @Test
    void aRoutedStreamWithADeclarativeClientFailsOver() {
        provider.next(Fault.status(500));
        assertThat(application.getBean(Service.class).stream().collectList().block())
                .hasSize(1);
        assertThat(provider.requestCount()).isEqualTo(2);
    }

    @Test
    void theCallersMistakeIsNotTriedElsewhere() {
        provider.always(Fault.contentPolicyViolation());
        assertThatThrownBy(() -> application.getBean(Service.class).ask(null))
                .isInstanceOf(RequestRefusedException.class)
                .hasCauseInstanceOf(HttpClientResponseException.class);
        assertThat(provider.requestCount()).isEqualTo(1);
    }

    @Test
    void theMappingsAreABean() {
        assertThat(application.getBean(FailureMappings.class).ofAnswer(418, "")).isEqualTo(FailureKind.TIMEOUT);
    }

    private Failure failureOfTheClient() {
        Throwable thrown = catchThrowable(() -> application.getBean(Acme.class).ask(QUESTION));
        assertThat(thrown).isNotNull();
        return classifier.classify(thrown);
    }

    private FailureKind kindOf(Throwable error) {
        return classifier.classify(error).kind();
    }

    private static class Slow extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Slower extends Slow {
        private static final long serialVersionUID = 1;
    }

    @Client("${acme.url}")
    @Requires(property = "spec", value = "acme")
    interface Acme {
        @Post("/chat/completions")
        String ask(@Body String question);

        @Post("/chat/completions")
        Flux<String> stream(@Body String question);
    }

    @Singleton
    @Routed
    @Requires(property = "spec", value = "acme")
    static class Service {
        private final Acme acme;

        Service(Acme acme) {
            this.acme = acme;
        }

        RouteResult<String> ask(@Nullable Attempt attempt) {
            return RouteResult.of(acme.ask(QUESTION));
        }

        Flux<String> stream() {
            return acme.stream(QUESTION);
        }
    }
}
