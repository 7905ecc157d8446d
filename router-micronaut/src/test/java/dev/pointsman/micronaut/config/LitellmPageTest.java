package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Goal;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LitellmPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(pointsman:\n.*?)```", Pattern.DOTALL);

    @Test
    void theExampleIsAConfiguration() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "litellm.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(examples).hasSize(1);
        try (ApplicationContext application = Applications.start(examples.get(0))) {
            ModelRouter router = application.getBean(ModelRouter.class);
            assertThat(router.operations().pools()).extracting(Pool::name).containsExactly("chat", "backup");
            assertThat(router.operations().pools()).extracting(Pool::goal).containsOnly(Goal.SPEED);
            assertThat(router.operations().pools().get(0).models())
                    .containsExactly("gpt-4.1", "claude-sonnet-4-5", "claude-haiku-4-5");
            assertThat(router.operations().pools().get(0).failover().attempts()).isEqualTo(3);
        }
    }
}
