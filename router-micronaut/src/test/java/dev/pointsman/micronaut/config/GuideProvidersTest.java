package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide's configurations of single protocols start. */
class GuideProvidersTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(pointsman:\n.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"gemini,gemini-pro", "bedrock,claude-eu"})
    void theExampleOfAProtocolIsAConfiguration(String wire, String model) throws IOException {
        String example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "guide.md")))
                .results()
                .map(found -> found.group(1))
                .filter(yaml -> yaml.contains("wire: " + wire))
                .findFirst()
                .orElseThrow();
        try (ApplicationContext application = Applications.start(example.replace("${BEDROCK_KEY}", "AKID:secret"))) {
            assertThat(application.getBean(ChatClient.class)).isNotNull();
            Pool pool =
                    application.getBean(ModelRouter.class).operations().pools().get(0);
            assertThat(pool.models()).contains(model);
        }
    }
}
