package dev.pointsman.micronaut.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.config.Mistakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongDecisionLogTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          enabled: true             | path: missing (expected: a file)
          enabled: "yes"            | enabled: yes (expected: true or false)
          path: ""                  | path: nothing (expected: a value, or not the key either)
          path: d.jsonl.gz          | path: d.jsonl.gz (expected: a file that is not compressed)
          max-file-size: many       | max-file-size: many (expected: a size such as 100MB)
          max-file-size: 0          | max-file-size: 0 (expected: a size such as 100MB)
          max-file-size: -1MB       | max-file-size: -1MB (expected: a size such as 100MB)
          max-files: 0              | max-files: 0 (expected: >= 1)
          queue: -5                 | queue: -5 (expected: >= 1)
          queue: long               | queue: long (expected: a whole number)
          tenant: plain             | tenant: plain (expected: one of: none, hashed)
          session: yes              | session: Boolean (expected: a text; put it in quotes)
          tenant: hashed            | salt: missing (expected: a secret, as tenants or sessions are hashed)
          session: hashed           | salt: missing (expected: a secret, as tenants or sessions are hashed)
          level: debug              | level: unknown (expected: one of: enabled, path, max-file-size, max-files, queue, tenant, session, salt, policy)
          """)
    void aMistakeIsToldWithItsPathItsValueAndWhatWasExpected(String key, String message) {
        assertThat(Mistakes.of(Applications.CHAT + "  decision-log: { " + key + " }\n"))
                .containsExactly("pointsman.decision-log." + message);
    }

    @Test
    void theSaltStaysSecret() {
        DecisionLogConfig config =
                new DecisionLogConfig(true, "file", null, null, null, null, "hashed", "pepper", null);
        assertThat(config.toString()).isEqualTo("DecisionLogConfig[path=file]");
        assertThat(Mistakes.of(Applications.CHAT + "  decision-log: { salt: [pepper], max-files: 0 }\n"))
                .noneMatch(line -> line.contains("pepper"));
    }
}
