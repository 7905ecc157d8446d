package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.FailureRule;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.failure.FailureMappings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's own rules of refusals. */
class FailureRulesConfigurationTest {
    @Test
    void rulesAreReadInTheirOrder() {
        String yaml = yaml("""
                      - { provider: openai, status: "400, 5xx", code: "my_code, Other", message: "License * expired", kind: credentials }
                      - { provider: groq, status: 418, kind: quota-exhausted }
                """);
        try (var application = Applications.start(yaml)) {
            assertThat(application.getBean(FailureMappings.class).rules())
                    .containsExactly(
                            new FailureRule(
                                    "pointsman.failures.rules[0]",
                                    "openai",
                                    List.of("400", "5xx"),
                                    List.of("my_code", "other"),
                                    "license * expired",
                                    FailureKind.CREDENTIALS,
                                    ""),
                            new FailureRule(
                                    "pointsman.failures.rules[1]",
                                    "groq",
                                    List.of("418"),
                                    List.of(),
                                    "",
                                    FailureKind.QUOTA_EXHAUSTED,
                                    ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: 99, kind: timeout | .status: 99 (expected: statuses from 300 to 999, or 3xx, 4xx, 5xx, separated by commas)",
                "status: '400,', kind: timeout | .status: 400, (expected: statuses from",
                "status: 200, kind: timeout | .status: 200 (expected: statuses from",
                "code: 'two words', kind: timeout | .code: two words (expected: codes of 1 to 100 visible characters",
                "message: '*', kind: timeout | .message: * (expected: the beginning of a message",
                "message: 'a*b', kind: timeout | .message: a*b (expected: the beginning of a message",
                "provider: acme, status: 400, kind: timeout | .provider: acme (expected: one of: anthropic, azure, bedrock",
                "provider: openai, kind: timeout | : no condition (expected: at least one of status, code and message)",
                "status: 400 | .kind: missing (expected: a kind of failure)",
                "status: 400, kind: sad | .kind: sad (expected: one of: rate-limited",
                "status: 400, kind: timeout, words: x | .words: unknown (expected: one of: provider, status, code, message, kind)",
            })
    void aWrongRuleIsToldByItsPathValueAndExpectation(String rule, String mistake) {
        assertThat(Mistakes.of(yaml("      - { " + rule + " }\n")))
                .anyMatch(line -> line.startsWith("pointsman.failures.rules[0]" + mistake));
    }

    private static String yaml(String rules) {
        return Applications.CHAT.stripIndent() + "  failures:\n    rules:\n"
                + rules.stripIndent().indent(6);
    }
}
