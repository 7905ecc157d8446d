package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Configurations of the README and of the page on circuit breakers, in front of mock providers. */
class PageConfigurationsTest {
    private static final String OPENAI = "https://api.openai.com/v1";
    private static final String ANTHROPIC = "https://api.anthropic.com/v1";
    private static final Map<String, Object> KEYS = Map.of("OPENAI_API_KEY", "a", "ANTHROPIC_API_KEY", "b");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theFallbackAnswersWithinTheSameLimits() throws Exception {
        try (FaultyProvider openAi = FaultyProvider.openAi().start();
                FaultyProvider anthropic =
                        FaultyProvider.anthropic().text("from the other").start();
                Gateway gateway = Gateway.start(configuration("docs/breakers.md", openAi, anthropic), KEYS)) {
            openAi.always(Fault.status(503));
            Heard answer = gateway.ask();
            assertThat(answer.text()).isEqualTo("from the other");
            assertThat(openAi.requestCount() + anthropic.requestCount()).isLessThanOrEqualTo(3);

            Pool pool = gateway.bean(ModelRouter.class).pool("chat");
            assertThat(pool.failover().attempts()).isEqualTo(3);
            assertThat(pool.failover().timeouts().response()).isEqualTo(Duration.ofSeconds(20));
        }
    }

    @Test
    void theReadmesGatewayAnswersForItsPool() throws Exception {
        try (FaultyProvider openAi = FaultyProvider.openAi().text("fine").start();
                FaultyProvider anthropic =
                        FaultyProvider.anthropic().text("fine").start();
                Gateway gateway = Gateway.start(configuration("README.md", openAi, anthropic), KEYS)) {
            var response = gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"chat\""));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("fine");
        }
    }

    /** Returns the last configuration of a page that names both vendors. */
    private static String configuration(String page, FaultyProvider openAi, FaultyProvider anthropic)
            throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("..").resolve(page)))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(OPENAI) && block.contains(ANTHROPIC))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .replace(OPENAI, openAi.url())
                .replace(ANTHROPIC, anthropic.url());
    }
}
