package dev.pointsman.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pointsman.failure.ContinuationMismatchException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sent part of a second answer, for every way in which it may be cut into pieces. */
class SentTextTest {
    private static final String SENT = "The Rhine is a long river. ";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "true, `It is in Europe.`, `It is in Europe.`",
                "true, ` It is in Europe.`, `It is in Europe.`",
                "true, `The Rhone too.`, `The Rhone too.`",
                "true, `The`, `The`",
                "true, `The Rhine is a long river. It is in Europe.`, `It is in Europe.`",
                "false, `The Rhine is a long river. It is in Europe.`, `It is in Europe.`"
            })
    void theRestIsSent(boolean continues, String second, String rest) {
        for (int size = 1; size <= second.length(); size++) {
            SentText text = new SentText(1000);
            assertThat(all(text, false, SENT, 5)).isEqualTo(SENT);
            assertThat(all(text, continues, second, size))
                    .as("pieces of %d", size)
                    .isEqualTo(rest);
            assertThat(text.text()).isEqualTo(SENT + rest);
        }
    }

    @Test
    void anAnswerThatBeginsAgainInAnotherWayIsRefused() {
        SentText text = new SentText(1000);
        assertThat(all(text, false, SENT, 5)).isEqualTo(SENT);
        assertThatExceptionOfType(ContinuationMismatchException.class)
                .isThrownBy(() -> all(text, true, "The Rhine is a long stream.", 3));
    }

    @Test
    void thePrefillHasNoSpaceAtItsEnd() {
        SentText text = new SentText(1000);
        assertThat(all(text, false, SENT, 5)).isEqualTo(SENT);
        assertThat(text.prefill()).isEqualTo(SENT.strip());
    }

    private static String all(SentText text, boolean continues, String answer, int size) {
        text.begin(continues);
        List<String> sent = new ArrayList<>();
        for (int at = 0; at < answer.length(); at += size) {
            sent.add(text.next(answer.substring(at, Math.min(answer.length(), at + size))));
        }
        sent.add(text.end());
        return String.join("", sent);
    }
}
