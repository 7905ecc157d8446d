package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.gateway.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without keys the gateway serves its own machine only; the command makes keys. */
class OpenNetworkTest {
    private static final Map<String, Object> PROVIDER = Map.of(
            "gateway.demo", false,
            "micronaut.server.host", "0.0.0.0",
            "pointsman.providers.p.wire", "openai",
            "pointsman.providers.p.url", "http://localhost:1",
            "pointsman.models[0].id", "m",
            "pointsman.models[0].provider", "p",
            "pointsman.pools.chat.primary", "m");

    @Test
    void theNetworkNeedsKeysOrAWord() {
        Throwable thrown = catchThrowable(() -> Gateway.start(PROVIDER).close());
        if (thrown != null) { // not where Micronaut's security authenticates clients
            assertThat(Gateway.mistake(thrown).orElseThrow())
                    .startsWith("micronaut.server.host: the network, without keys of clients (expected: a loopback");
        }
        Map<String, Object> opened = new HashMap<>(PROVIDER);
        opened.put("gateway.keys.required", false);
        Gateway.start(opened).close();
    }

    @Test
    void theCommandMakesListsAndRevokesKeys(@TempDir Path folder) {
        String file = folder.resolve("keys.json").toString();
        String made = run(0, "make", file, "acme", "ci", "2099-12-31");
        assertThat(made).containsPattern("key: {2}pm-[\\w-]{43} ").containsPattern("hash: sha256:[0-9a-f]{64}\n");
        assertThat(run(1, "make", file, "acme", "ci")).contains("an id that the tenant does not have yet");
        assertThat(run(0, "list", file)).isEqualTo("acme/ci until 2099-12-31\n");
        assertThat(folder.resolve("keys.json")).content().doesNotContain("pm-");
        assertThat(run(0, "revoke", file, "acme", "ci")).isEmpty();
        assertThat(run(1, "revoke", file, "acme", "ci")).isEqualTo("acme/ci: no such key\n");
        assertThat(run(0, "list", file)).isEmpty();
        assertThat(run(1, "make", file, "acme", "a b")).contains("id: (expected:");
        assertThat(run(1, "make", file, "acme", "ci", "soon")).contains("LAST_DAY: soon");
        assertThat(run(2, "dance")).startsWith("Usage: ");
        assertThat(run(0, "new")).contains("key:  pm-");
    }

    private static String run(int status, String... arguments) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(arguments);
        assertThat(KeysCommand.run(words, stream, stream)).as(words.toString()).isEqualTo(status);
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
