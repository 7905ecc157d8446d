package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.model.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agreement of the documented schema with the written one. */
class SchemaDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "decision-log.md");
    private static final Pattern ROW = Pattern.compile(
            "\\| `([a-zA-Z.\\[\\]]+)` \\| (string|enum|integer|number|boolean) \\| (yes|no) \\| .+ \\|");

    @TempDir
    Path directory;

    @Test
    void everyFieldThatIsWrittenIsInTheTableAndTheOtherWayRound() throws IOException {
        assertThat(written()).isEqualTo(documented().keySet());
    }

    @Test
    void theTableNamesTypeAndPresenceOfEveryField() throws IOException {
        Map<String, Boolean> always = documented();
        Map<String, String> types = types();
        Map<RecordLayout<?>, String> layouts = Map.of(
                LogSchema.DECISION, "",
                LogSchema.GRADE, "",
                LogSchema.CONTEXT, "context.",
                LogSchema.CANDIDATE, "candidates[].",
                LogSchema.EXCLUSION, "exclusions[].",
                LogSchema.OUTCOME, "outcome.");
        layouts.forEach((layout, path) -> {
            for (int i = 0; i < layout.size(); i++) {
                LogField<?> field = layout.field(i);
                assertThat(always).containsEntry(path + field.name(), field.required());
                String type =
                        field.getClass().getSimpleName().replace("Field", "").toLowerCase(Locale.ROOT);
                assertThat(types).containsEntry(path + field.name(), type);
            }
        });
    }

    @Test
    void everyKindOfErrorIsInTheDocument() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains(Arrays.stream(LineError.values())
                        .map(error -> "| `" + error + "` |")
                        .toList());
    }

    private static Map<String, Boolean> documented() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(3).equals("yes"), Boolean::logicalAnd, TreeMap::new));
    }

    private static Map<String, String> types() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (first, again) -> first));
    }

    /** The paths of all fields in lines that leave nothing out. */
    private Set<String> written() throws IOException {
        LoggedDecision full = SampleDecisions.decision(1);
        Path path = directory.resolve("decisions.jsonl");
        try (DecisionLogWriter writer = new DecisionLogWriter(path)) {
            writer.write(full);
            writer.write(SampleDecisions.withOutcome(full, LoggedOutcome.failed(FailureKind.TIMEOUT, .1, 1)));
            writer.gap(SampleDecisions.TIME, 1);
            writer.write(new DecisionLogReader.Grade("east", 1, SampleDecisions.TIME, 0.5));
        }
        Set<String> paths = new TreeSet<>();
        List<String> lines = Files.readAllLines(path);
        for (String line : lines) {
            collect("", new ObjectMapper().readTree(line), paths);
        }
        return paths;
    }

    private static void collect(String path, JsonNode node, Set<String> paths) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), paths));
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, paths));
        } else {
            paths.add(path);
        }
    }
}
