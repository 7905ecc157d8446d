package dev.pointsman.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTableFailureTest {
    private static final RefusalTable TABLE = RefusalTable.BUILT_IN;

    @Test
    void statusCodeAndMessageGiveTheKind() {
        assertThat(TABLE.failure(503, null, null, null).kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(TABLE.failure(429, "INSUFFICIENT_QUOTA", "", null).kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
        assertThat(TABLE.failure(400, "", "Prompt is too long: 5 > 4", null).kind())
                .isEqualTo(FailureKind.CONTEXT_LENGTH);
    }

    @Test
    void aFailureHasTheCodeAndNothingOfTheMessage() {
        Failure failure = TABLE.failure(429, "rate_limit_exceeded", "key sk-1 is slow", Duration.ofSeconds(7));

        assertThat(failure)
                .isEqualTo(new Failure(
                        FailureKind.RATE_LIMITED,
                        429,
                        "status 429 rate_limit_exceeded",
                        Duration.ofSeconds(7),
                        "openai-rate",
                        "rate_limit_exceeded",
                        ""));
        assertThat(TABLE.failure(500, "two words", null, null).message()).isEqualTo("status 500");
    }
}
