package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Advice on retries when no model is left: in headers and body, in the form of every client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryAdviceOfEveryClientTest {
    private final PairedGateway gateway =
            new PairedGateway((form, fake) -> fake, "first-token-timeout: 5s, retry-after-patience: 0s", "");

    RetryAdviceOfEveryClientTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRateLimitStaysOneWithItsTrueEnd(ProtocolPair pair) throws Exception {
        gateway.provider(pair).always(Fault.rateLimited().retryAfter("20"));
        gateway.other.always(Fault.rateLimited().retryAfter("9"));
        PairAnswer tried = gateway.ask(pair, true);
        isRateLimit(tried, 9);
        assertThat(tried.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(excluded(tried)).containsExactly("m-" + pair.provider() + " rate-limited", "other rate-limited");

        PairAnswer next = gateway.ask(pair, false);
        isRateLimit(next, 9);
        assertThat(next.headers().firstValue("x-should-retry"))
                .as("without an attempt")
                .isEmpty();
        assertThat(excluded(next)).containsExactly("m-" + pair.provider() + " cooldown", "other cooldown");
        assertThat(gateway.requests(pair)).hasSize(1);
    }

    private static void isRateLimit(PairAnswer answer, int seconds) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(-1)).isBetween(seconds - 3L, (long) seconds);
        JsonNode error = answer.error();
        assertThat(error.path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(error.path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(error.path("retryable").asBoolean()).isTrue();
        assertThat(error.path("retry_after").asDouble()).isBetween(seconds - 3.0, seconds + 0.01);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aLongWaitIsCappedInTheHeaderAlone(ProtocolPair pair) throws Exception {
        gateway.provider(pair).always(Fault.rateLimited().retryAfter("200"));
        gateway.other.always(Fault.rateLimited().retryAfter("200"));
        PairAnswer answer = gateway.ask(pair, true);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(answer.error().path("retry_after").asDouble()).isBetween(61.0, 200.01);
        assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void failuresOfEveryModelAreNotRepeatedAtOnce(ProtocolPair pair) throws Exception {
        gateway.provider(pair).always(Fault.invalidKey());
        gateway.other.always(Fault.invalidKey());
        PairAnswer answer = gateway.ask(pair, false);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(answer.error().path("code").asText()).isEqualTo("credentials");
        assertThat(answer.error().path("retryable").asBoolean()).isTrue();
        assertThat(excluded(answer)).containsExactly("m-" + pair.provider() + " credentials", "other credentials");
        assertThat(answer.body()).doesNotContain("key-");
    }

    private static List<String> excluded(PairAnswer answer) {
        List<String> excluded = new ArrayList<>();
        answer.error()
                .path("excluded_by")
                .forEach(one -> excluded.add(
                        one.path("model").asText() + " " + one.path("reason").asText()));
        return excluded;
    }
}
