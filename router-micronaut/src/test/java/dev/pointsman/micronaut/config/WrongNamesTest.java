package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names stand in headers, logs and on pages: what would break a line there is refused when the application starts. */
class WrongNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
          '    chat:'   | '    "ch\\nat":'   | pointsman.pools.ch?at
          '    nightly:'| '    "night\\tly":'| pointsman.goals.night?ly
          '    openai:' | '    "open\\x85ai":' | pointsman.providers.open?ai
          """)
    void aNameWithAControlCharacterIsAMistake(String right, String wrong, String path) {
        assertThat(Applications.CHAT).contains(right);
        assertThat(Mistakes.of(Applications.CHAT.replace(right, wrong)))
                .contains(path + ": a control character (expected: a name without)");
    }

    @Test
    void aWrongValueAddsNoLineToTheMessage() {
        assertThat(Mistakes.of(Applications.CHAT.replace("goal: ordered", "goal: \"a\\n  pointsman.b: c\"")))
                .singleElement()
                .asString()
                .startsWith("pointsman.pools.chat.goal: a?  pointsman.b: c (expected: one of:");
    }
}
