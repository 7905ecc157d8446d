package dev.pointsman.state.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.SizedAnswer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers that may stand in are limited by their memory, not by their number. */
class StaleAnswersTest {
    private static final int MEMORY = 1 << 20;

    private final AtomicLong now = new AtomicLong(-42);
    private final StaleAnswers<Object> answers = new StaleAnswers<>(now::get, MEMORY);

    @Test
    void allAnswersTogetherStayWithinTheMemory() {
        int each = 40_000; // bytes
        for (int i = 0; i < 500; i++) {
            keep("q" + i, new byte[each]);
        }
        long kept = IntStream.range(0, 500).filter(i -> find("q" + i) != null).count();
        assertThat(kept).isBetween(1L, (long) MEMORY / each);
    }

    @Test
    void manySmallAnswersAreKept() {
        for (int i = 0; i < 500; i++) {
            keep("q" + i, "yes");
        }
        assertThat(IntStream.range(0, 500)).allMatch(i -> find("q" + i) != null);
    }

    @Test
    void anAnswerOfMoreThanASixteenthIsNotKeptAndTakesNoOthersPlace() {
        keep("small", "yes");
        keep("large", "x".repeat(MEMORY / 16));
        assertThat(find("large")).isNull();
        assertThat(find("small")).isNotNull();
    }

    @Test
    void anAnswerTooLargeReplacesTheOlderOne() {
        keep("q", "old");
        keep("q", new byte[MEMORY]);
        assertThat(find("q")).isNull();
    }

    @Test
    void noMemoryKeepsNothing() {
        StaleAnswers<Object> none = new StaleAnswers<>(now::get, 0);
        none.keep("chat", question("q"), "yes", () -> "yes");
        assertThat(none.find("chat", question("q"))).isNull();
    }

    @Test
    void anAnswerThatKnowsItsSizeIsAsked() {
        SizedAnswer sized = () -> MEMORY / 16;
        keep("q", sized);
        assertThat(find("q")).isNull();
    }

    private void keep(String question, Object value) {
        answers.keep("chat", question(question), value, () -> value);
    }

    private @Nullable Object find(String question) {
        return answers.find("chat", question(question));
    }

    private static RouteRequest question(String question) {
        return RouteRequest.builder().cacheKey(question).build();
    }
}
