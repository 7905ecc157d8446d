package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongConductTest {
    private static final String BREAKER_KEYS = "consecutive-failures, failure-rate, minimum-calls, window, slow-factor,"
            + " slow-rate, open-for, open-at-most, jitter, ramp, out-for, traffic-share, trial-limit, cooldown-at-most";
    private static final String FAILOVER_KEYS = "attempts, deadline, retry-same, retry-after-patience,"
            + " first-token-timeout, stall-timeout, response-timeout, on-content-filter, mid-stream, when-exhausted,"
            + " other-models, panic";
    private static final String KINDS =
            "rate-limited, timeout, connection, server-error, bad-response, cut, credentials,"
                    + " model-not-found, quota-exhausted, context-length, content-filter, forbidden, generation-failed, unsupported, invalid-request, caller-error,"
                    + " cancelled";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            consecutive-failures: 0    | consecutive-failures: 0 (expected: >= 1)
            consecutive-failures: two  | consecutive-failures: two (expected: a whole number)
            failure-rate: 0            | failure-rate: 0.0 (expected: > 0 and <= 1)
            failure-rate: 1.1          | failure-rate: 1.1 (expected: > 0 and <= 1)
            failure-rate: .nan         | failure-rate: NaN (expected: > 0 and <= 1)
            minimum-calls: 0           | minimum-calls: 0 (expected: >= 1)
            window: 0s                 | window: 0s (expected: > 0)
            window: 30                 | window: 30 (expected: a duration such as 30s)
            window: 1000000d           | window: 1000000d (expected: a duration of at most 365d)
            window: 99999999999999999h | window: 99999999999999999h (expected: a duration such as 30s)
            slow-factor: 1             | slow-factor: 1.0 (expected: > 1)
            slow-factor: .nan          | slow-factor: NaN (expected: > 1)
            slow-rate: 0               | slow-rate: 0.0 (expected: > 0 and <= 1)
            slow-rate: 2               | slow-rate: 2.0 (expected: > 0 and <= 1)
            open-for: 0s               | open-for: 0s (expected: > 0)
            open-for: 31s              | open-for: 31s (expected: <= open-at-most)
            open-at-most: 3s           | open-at-most: 3s (expected: >= open-for)
            open-at-most: -1s          | open-at-most: -1s (expected: > 0)
            'open-for: 2s, open-at-most: 1500ms' | open-at-most: 1.5s (expected: >= open-for)
            jitter: 1                  | jitter: 1.0 (expected: >= 0 and < 1)
            jitter: -0.1               | jitter: -0.1 (expected: >= 0 and < 1)
            'ramp: [2, 5]'             | ramp: [2, 5] (expected: 1, then rising)
            'ramp: [1, 5, 5]'          | ramp: [1, 5, 5] (expected: 1, then rising)
            'ramp: [1, x]'             | ramp[1]: x (expected: a whole number)
            out-for: 0s                | out-for: 0s (expected: > 0)
            traffic-share: 1.5         | traffic-share: 1.5 (expected: >= 0 and <= 1)
            traffic-share: -1          | traffic-share: -1.0 (expected: >= 0 and <= 1)
            trial-limit: 0s            | trial-limit: 0s (expected: > 0)
            cooldown-at-most: 0s       | cooldown-at-most: 0s (expected: > 0)
            """)
    void aWrongValueOfABreakerIsToldInBothPlaces(String wrong, String message) {
        assertThat(Mistakes.of(Conduct.yaml("breaker: { " + wrong + " }", "", "")))
                .containsExactly("pointsman.breaker." + message);
        assertThat(Mistakes.of(Conduct.yaml("", ", breaker: { " + wrong + " }", "")))
                .containsExactly("pointsman.models[0].breaker." + message);
    }

    @Test
    void anEmptyRampIsNoRamp() {
        assertThat(Mistakes.of(Conduct.yaml("", ", breaker: { ramp: [] }", "")))
                .containsExactly("pointsman.models[0].breaker.ramp: [] (expected: 1, then rising)");
        assertThat(Mistakes.of(Conduct.yaml("breaker: { ramp: [] }", "", "")))
                .containsExactly("pointsman.breaker.ramp: [] (expected: 1, then rising)");
    }

    @Test
    void aModelsBreakerIsCheckedAgainstWhatItInherits() {
        String yaml = Conduct.yaml("breaker: { open-for: 10s, open-at-most: 20s }", ", breaker: { open-for: 25s }", "");
        assertThat(Mistakes.of(yaml))
                .containsExactly("pointsman.models[0].breaker.open-for: 25s (expected: <= open-at-most)");
    }

    @Test
    void anUnknownKeyOfABreakerIsToldWithTheKnownOnes() {
        assertThat(Mistakes.of(Conduct.yaml("breaker: { opn-for: 3s }", ", breaker: { rmp: [1] }", "")))
                .containsExactlyInAnyOrder(
                        "pointsman.breaker.opn-for: unknown (expected: one of: " + BREAKER_KEYS + ")",
                        "pointsman.models[0].breaker.rmp: unknown (expected: one of: " + BREAKER_KEYS + ")");
        assertThat(Mistakes.of(Conduct.yaml("breaker: none", "", "")))
                .containsExactly("pointsman.breaker: none (expected: a map of " + BREAKER_KEYS + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            first-token-timeout: 0s   | first-token-timeout: 0s (expected: > 0)
            stall-timeout: -500ms     | stall-timeout: -0.5s (expected: > 0)
            response-timeout: never   | response-timeout: never (expected: a duration such as 30s)
            """)
    void aWrongLimitIsToldWithAModelAndWithAPool(String wrong, String message) {
        assertThat(Mistakes.of(Conduct.yaml("", ", " + wrong, ""))).containsExactly("pointsman.models[0]." + message);
        assertThat(Mistakes.of(Conduct.yaml("", "", "failover: { " + wrong + " }")))
                .containsExactly("pointsman.pools.chat.failover." + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'failover: { attempts: 0 }'                | failover.attempts: 0 (expected: >= 1)
            'failover: { deadline: 0s }'               | failover.deadline: 0s (expected: > 0)
            'failover: { deadline: 3000000h }'         | failover.deadline: 3000000h (expected: a duration of at most 365d)
            'failover: { retry-same: -1 }'             | failover.retry-same: -1 (expected: >= 0)
            'failover: { retry-after-patience: -1s }'  | failover.retry-after-patience: -1s (expected: >= 0)
            'failover: { on-content-filter: retry }'   | failover.on-content-filter: retry (expected: one of: fail, try-others)
            'failover: { mid-stream: restart }'        | failover.mid-stream: restart (expected: one of: fail, buffer, resume)
            'failover: { when-exhausted: cry }'        | failover.when-exhausted: cry (expected: one of: fail, stale, wait, defer)
            'failover: { when-exhausted: defer }'      | failover.when-exhausted: defer (expected: one of: fail, stale, wait; the gateway alone defers calls)
            'failover: { other-models: perhaps }'      | failover.other-models: perhaps (expected: true or false)
            'failover: { panic: 1 }'                   | failover.panic: 1 (expected: true or false)
            'failover: never'                          | failover: never (expected: none, or a map of values by key)
            'hedge: { enabled: yes please }'           | hedge.enabled: yes please (expected: true or false)
            'hedge: { after: p99 }'                    | hedge.after: p99 (expected: p95, or a duration such as 2s)
            'hedge: { after: 0s }'                     | hedge.after: 0s (expected: > 0)
            'hedge: { budget: 1.5 }'                   | hedge.budget: 1.5 (expected: >= 0 and <= 1)
            'hedge: { late: 2s }'                      | hedge.late: unknown (expected: one of: enabled, after, budget)
            'hedge: p95'                               | hedge: p95 (expected: a map of enabled, after, budget)
            'changes: { fallback: { max-tokens: 0 } }' | changes.fallback.max-tokens: 0 (expected: >= 1)
            'changes: { fallback: { tokens: 5 } }'     | changes.fallback.tokens: unknown (expected: one of: max-tokens, system-before, system-after)
            'changes: { falback: { max-tokens: 5 } }'  | changes.falback: unknown (expected: one of: primary, fallback, emergency)
            'changes: { emergency: { max-tokens: 5 } }' | changes.emergency: no models (expected: a tier with models)
            'changes: { fallback: less }'              | changes.fallback: a single value (expected: a map of values by key)
            'changes: fewer'                           | changes: a single value (expected: a map of values by key)
            """)
    void aWrongValueOfAPoolIsTold(String wrong, String message) {
        assertThat(Mistakes.of(Conduct.yaml("", "", wrong))).first().isEqualTo("pointsman.pools.chat." + message);
    }

    @Test
    void anUnknownKeyOfFailoverIsToldWithTheKnownOnes() {
        assertThat(Mistakes.of(Conduct.yaml("", "", "failover: { atempts: 3 }")))
                .containsExactly(
                        "pointsman.pools.chat.failover.atempts: unknown (expected: one of: " + FAILOVER_KEYS + ")");
    }

    @Test
    void failoverIsEitherNoneOrKeys() {
        String yaml = Conduct.yaml("", "", "failover: none\n      failover.attempts: 3");
        assertThat(Mistakes.of(yaml))
                .containsExactly(
                        "pointsman.pools.chat.failover: none (expected: either a single word or values by key, not both)");
    }

    @Test
    void hedgingNeedsOtherModels() {
        assertThat(Mistakes.of(Conduct.yaml("", "", "failover: none\n      hedge: { enabled: true }")))
                .containsExactly(
                        "pointsman.pools.chat.hedge.enabled: true (expected: false, as no other model may answer)");
    }

    @Test
    void aWrongMappingOfAFailureIsTold() {
        String yaml = Conduct.yaml(
                "failures: { statuses: { 99: timeout, abc: cut, 200: cut }, codes: { my_code: slow },"
                        + " exceptions: { com.acme.Slow: late }, kinds: { a: b } }",
                "",
                "");
        assertThat(Mistakes.of(yaml))
                .containsExactlyInAnyOrder(
                        "pointsman.failures.kinds.a: unknown (expected: one of: rules, statuses, codes, exceptions)",
                        "pointsman.failures.statuses.99: 99 (expected: a status from 300 to 999)",
                        "pointsman.failures.statuses.abc: abc (expected: a status from 300 to 999)",
                        "pointsman.failures.statuses.200: 200 (expected: a status from 300 to 999)",
                        "pointsman.failures.codes.my_code: slow (expected: one of: " + KINDS + ")",
                        "pointsman.failures.exceptions.com.acme.Slow: late (expected: one of: " + KINDS + ")");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        String yaml = Conduct.yaml(
                "breaker: { failure-rate: 0, minimum-calls: 0 }",
                ", stall-timeout: 0s, breaker: { ramp: [2] }",
                "failover: { attempts: 0, deadline: 0s, mid-stream: x }\n      hedge: { budget: 2 }");
        assertThat(Mistakes.of(yaml)).hasSize(8);
    }
}
