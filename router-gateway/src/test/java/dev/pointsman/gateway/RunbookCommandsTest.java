package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every command of the runbook, in its order, against a gateway with default settings. */
class RunbookCommandsTest {
    private static final Pattern READ = Pattern.compile("curl -s '?localhost:8080([^\\s'`]+)");
    private static final Pattern WRITE = Pattern.compile("curl -s --json '([^']+)' localhost:8080(\\S+)");

    private final String runbook;

    RunbookCommandsTest() throws IOException {
        runbook = Files.readString(Path.of("..", "docs", "runbook.md"));
    }

    @Test
    void everyCommandWorks() throws Exception {
        try (Gateway gateway = Gateway.start(Map.of("pointsman.quality.enabled", true))) {
            List<MatchResult> reads = READ.matcher(runbook).results().toList();
            assertThat(reads).hasSizeGreaterThan(4);
            for (MatchResult read : reads) {
                works(read, gateway.send("GET", read.group(1), ""));
            }
            List<MatchResult> writes = WRITE.matcher(runbook).results().toList();
            assertThat(writes).hasSizeGreaterThan(7);
            for (MatchResult write : writes) {
                works(write, gateway.post(write.group(2), write.group(1)));
            }
            assertThat(runbook.split("curl ", -1))
                    .as("no command in another form")
                    .hasSize(reads.size() + writes.size() + 1);
        }
    }

    private static void works(MatchResult command, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as("%s: %s", command.group(), response.body())
                .isEqualTo(200);
    }
}
