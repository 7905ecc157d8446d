package dev.pointsman.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slow down | slow down",
                "429: slow down | slow down",
                "HTTP 429 - slow down | slow down",
                "429 - {\"message\": \"slow \\\"down\\\"\"} | slow \"down\"",
                "[{\"error\": {\"code\": 429, \"message\" : \"slow down\"}}] | slow down",
                "{type=error, error={message=slow down}} | slow down}}",
                "{\"detail\": \"gone\"} | {\"detail\": \"gone\"}",
            })
    void theMessageIsFound(String text, String message) {
        assertThat(ErrorText.of(text).message()).isEqualTo(message);
    }

    @Test
    void codesOfABodyAreFound() {
        assertThat(ErrorText.of("""
                {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "type" : null, "details": [{"reason": "X"}]}}
                """).codes()).containsExactlyInAnyOrder("429", "RESOURCE_EXHAUSTED", "X");
    }

    @Test
    void namesInsideAMessageAreNoCodes() {
        ErrorText text = ErrorText.of("""
                {"message": "Invalid value: {\\"code\\": \\"invalid_api_key\\"}"}""");

        assertThat(text.codes()).isEmpty();
        assertThat(text.message()).contains("invalid_api_key");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"{\"message\"", "{\"message\":", "{\"message\": \"a", "{\"code\": \"\\", "``"})
    void aTruncatedBodyIsRead(String text) {
        assertThat(ErrorText.of(text).codes()).doesNotContain("");
    }

    @Test
    void noTextHasNoMessage() {
        assertThat(ErrorText.of(null).message()).isEmpty();
    }
}
