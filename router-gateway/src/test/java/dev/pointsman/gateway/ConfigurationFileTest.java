package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.live.LiveSettings;
import dev.pointsman.model.Goal;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FaultyProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final String FILES = "micronaut.config.files";

    @Test
    void aFileWithoutProvidersChangesWhatItNamesAndNothingElse(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yml");
        Files.writeString(file, """
                pointsman:
                  ui: { controls: /mine }
                  pools:
                    chat: { goal: ordered, primary: [cirrus-mini] }
                """);
        System.setProperty(FILES, file.toString());
        try (Gateway gateway = Gateway.start()) {
            assertThat(gateway.ask().model()).isEqualTo("cirrus-mini");
            Pool chat = gateway.bean(ModelRouter.class).operations().pools().get(0);
            assertThat(chat.goal()).isEqualTo(Goal.of("ordered"));
            assertThat(chat.models()).containsExactly("cirrus-mini");
            assertThat(gateway.bean(LiveSettings.class).controls()).isEqualTo("/mine");
        } finally {
            System.clearProperty(FILES);
        }
    }

    @Test
    void modelsOfAFileStandInNoPoolsButItsOwn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yml");
        Files.writeString(file, """
                pointsman:
                  models:
                    - { id: mine, name: cirrus-mini, provider: cirrus }
                  pools:
                    only: { primary: [mine] }
                """);
        System.setProperty(FILES, file.toString());
        try (Gateway gateway = Gateway.start()) {
            assertThat(gateway.ask().model()).isEqualTo("mine");
            assertThat(gateway.bean(ModelRouter.class).operations().models()).hasSize(1);
            assertThat(gateway.bean(ModelRouter.class).operations().pools()).hasSize(1);
        } finally {
            System.clearProperty(FILES);
        }
    }

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
