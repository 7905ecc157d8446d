package dev.pointsman.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.FailureKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt is too long | prompt is too long: 5 tokens | true",
                "Prompt IS | PROMPT is too long | true",
                "too long | prompt is too long | false",
                "*too long | prompt is too long | true",
                "request * exceeds * size | request (5 tokens) exceeds the available size (4) | true",
                "request * exceeds * size | request size exceeds | false",
                "the model *gone | the model gone | true",
                "isn't there | isn’t there | true",
                "~ is no model | acme/x-1 is no model | true",
                "~ is no model | 'x is no model' is not one of | false",
                "~ is no model | Sorry: x is no model | false",
                "two words | two   words | true",
            })
    void aPatternIsTheBeginningOfAMessage(String pattern, String message, boolean matches) {
        FailureRule rule = rule("", List.of(), List.of(), pattern);
        assertThat(rule.matches(refusal("p", "", 400, message))).isEqualTo(matches);
    }

    @Test
    void aHostileMessageIsReadInNoTime() {
        FailureRule rule = rule("", List.of(), List.of(), "aaa*aab*aab*aab*aab*aab*aab*aab*aac");
        long began = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(rule.matches(refusal("p", "", 400, "a".repeat(100_000)))).isFalse();
        }
        assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
    }

    @Test
    void everyConditionMustHold() {
        FailureRule rule = rule("acme", List.of("400", "5xx"), List.of("my_code"), "sorry");
        assertThat(rule.matches(refusal("acme", "", 503, "Sorry!", "my_code", "other")))
                .isTrue();
        assertThat(rule.matches(refusal("x", "acme", 400, "sorry", "my_code"))).isTrue();
        assertThat(rule.matches(refusal("x", "", 400, "sorry", "my_code"))).isFalse();
        assertThat(rule.matches(refusal("acme", "", 401, "sorry", "my_code"))).isFalse();
        assertThat(rule.matches(refusal("acme", "", 400, "sorry", "other"))).isFalse();
        assertThat(rule.matches(refusal("acme", "", 400, "no", "my_code"))).isFalse();
    }

    @Test
    void anUnknownStatusContradictsNothingButIsNoneByItself() {
        assertThat(rule("", List.of("400"), List.of("c"), "").matches(refusal("p", "", 0, "", "c")))
                .isTrue();
        assertThat(rule("", List.of("4xx"), List.of(), "").matches(refusal("p", "", 0, "")))
                .isFalse();
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> rule("", List.of("99"), List.of(), "abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("statuses: 99");
        assertThatThrownBy(() -> rule("", List.of(), List.of("a b"), "abc")).hasMessageContaining("codes: a b");
        assertThatThrownBy(() -> rule("", List.of(), List.of(), "*")).hasMessageContaining("message: *");
        assertThatThrownBy(() -> rule("", List.of(), List.of(), "a".repeat(301)))
                .hasMessageContaining("message: aaa");
    }

    private static FailureRule rule(String provider, List<String> statuses, List<String> codes, String message) {
        return new FailureRule("test", provider, statuses, codes, message, FailureKind.TIMEOUT, "");
    }

    private static Refusal refusal(String provider, String family, int status, String message, String... codes) {
        return new Refusal(provider, family, status, Set.of(codes), message);
    }
}
