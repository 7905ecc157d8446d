package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.FailoverPolicy.OnContentFilter;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.FailoverPolicyBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Failover configuration of a pool. */
class FailoverConfigurationTest {
    private static Map<String, FailoverPolicyBuilder> oneKeyEach() {
        return Map.ofEntries(
                Map.entry("attempts: 1", like().attempts(1)),
                Map.entry("deadline: 30s", like().deadline(Duration.ofSeconds(30))),
                Map.entry("retry-same: 0", like().retrySame(0)),
                Map.entry("retry-after-patience: 0s", like().retryAfterPatience(Duration.ZERO)),
                Map.entry("first-token-timeout: 1s", like().timeouts(new Timeouts(Duration.ofSeconds(1), null, null))),
                Map.entry("stall-timeout: 2s", like().timeouts(new Timeouts(null, Duration.ofSeconds(2), null))),
                Map.entry("response-timeout: 3s", like().timeouts(new Timeouts(null, null, Duration.ofSeconds(3)))),
                Map.entry("on-content-filter: try-others", like().onContentFilter(OnContentFilter.TRY_OTHERS)),
                Map.entry("mid-stream: fail", like().midStream(MidStream.FAIL)),
                Map.entry("mid-stream: buffer", like().midStream(MidStream.BUFFER)),
                Map.entry("when-exhausted: stale", like().whenExhausted(WhenExhausted.STALE)),
                Map.entry("when-exhausted: wait", like().whenExhausted(WhenExhausted.WAIT)),
                Map.entry("other-models: false", like().otherModels(false)),
                Map.entry("panic: false", like().panic(false)));
    }

    @TestFactory
    Stream<DynamicTest> everyKeyOfFailoverCountsByItself() {
        return oneKeyEach().entrySet().stream()
                .map(key -> DynamicTest.dynamicTest(key.getKey(), () -> {
                    FailoverPolicy expected = key.getValue().build();
                    assertThat(expected).isNotEqualTo(FailoverPolicy.DEFAULT);
                    assertThat(Conduct.pool("failover: { " + key.getKey() + " }")
                                    .failover())
                            .isEqualTo(expected);
                }));
    }

    @Test
    void whatIsTheDefaultMayBeWritten() {
        assertThat(Conduct.pool(
                                "failover: { mid-stream: resume, when-exhausted: fail, on-content-filter: fail, panic: true,"
                                        + " other-models: true }")
                        .failover())
                .isEqualTo(FailoverPolicy.DEFAULT);
    }

    @Test
    void theKeysOfFailoverCountTogether() {
        assertThat(Conduct.pool("failover: { attempts: 2, deadline: 30s, when-exhausted: wait }")
                        .failover())
                .isEqualTo(FailoverPolicy.builder()
                        .attempts(2)
                        .deadline(Duration.ofSeconds(30))
                        .whenExhausted(WhenExhausted.WAIT)
                        .build());
    }

    @Test
    void failoverNoneMeansNoOtherModels() {
        assertThat(Conduct.pool("failover: none").failover())
                .isEqualTo(FailoverPolicy.builder().otherModels(false).build());
    }

    private static FailoverPolicyBuilder like() {
        return FailoverPolicy.builder();
    }
}
