package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the runbook and the tables of states against the code. */
class RunbookTest {
    private static final Path DOCS = Path.of("..", "docs");

    private final String runbook;

    RunbookTest() throws IOException {
        runbook = Files.readString(DOCS.resolve("runbook.md"));
    }

    @Test
    void theTablesOfStatesHaveEveryStateAndNoOther() throws IOException {
        Set<String> documented = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(DOCS.resolve("states.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(documented)
                .isEqualTo(Stream.of(HealthLevel.values(), ModelState.values())
                        .flatMap(Stream::of)
                        .map(Object::toString)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint.md", "live-page.md", "metrics.md", "runbook.md"})
    void otherPagesLinkTheTablesOfStates(String page) throws IOException {
        assertThat(Files.readString(DOCS.resolve(page))).contains("(states.md)");
    }

    @Test
    void itsExamplesOfJsonHaveTheFieldsThatAreWritten() throws IOException {
        List<JsonNode> examples = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(runbook)
                .results()
                .map(found -> json(found.group(1)))
                .toList();
        assertThat(examples).hasSize(2);
        assertThat(examples.get(0).fieldNames())
                .toIterable()
                .containsExactly("source", "instance", "kind", "subject", "text", "when", "heldBack");
        assertThat(examples.get(1).fieldNames())
                .toIterable()
                .startsWith("decision", "began", "seconds", "ending", "stale", "tenant", "pool", "goal", "operation")
                .endsWith("degraded", "usage", "cost", "attempts");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
