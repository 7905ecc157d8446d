package dev.pointsman.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final String FILES = "micronaut.config.files";

    @Test
    void aFileReplacesTheEmbeddedProviders(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yml");
        try (FaultyProvider mine = FaultyProvider.openAi().text("from mine").start()) {
            Files.writeString(file, """
                    pointsman:
                      providers:
                        mine: { wire: openai, url: "%s" }
                      models:
                        - { id: my-model, provider: mine }
                      pools:
                        my-pool: { primary: [my-model] }
                    """.formatted(mine.url()));
            System.setProperty(FILES, file.toString());
            try (Gateway gateway = Gateway.start()) {
                assertThat(gateway.ask().text()).isEqualTo("from mine");
                assertThat(Gateway.json(gateway.send("GET", "/v1/models", "").body())
                                .path("data")
                                .findValuesAsText("id"))
                        .containsExactly("my-pool", "my-model");
                assertThat(gateway.send("GET", "/embedded", "").statusCode()).isEqualTo(404);
            } finally {
                System.clearProperty(FILES);
            }
        }
    }
}
