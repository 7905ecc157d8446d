package dev.pointsman.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Short form of the benchmark: a few sessions at a gateway in this process, over real HTTP. */
class SessionBenchmarkTest {
    private static final int SESSIONS = 8;
    private static final int AT_ONCE = 6;
    private static final double HURRY = 20;

    @Test
    void sessionsKeepTheirCachesAndCostLess() throws Exception {
        try (ProviderFleet fleet = new ProviderFleet();
                ApplicationContext context = gateway(fleet.configuration())) {
            URI gateway = context.getBean(EmbeddedServer.class).start().getURI();
            SessionFigures sessions = new SessionLoad(gateway, "cost", AT_ONCE, HURRY).run(0, SESSIONS);
            SessionFigures chance = new SessionLoad(gateway, "random", AT_ONCE, HURRY).run(SESSIONS, 2 * SESSIONS);
            System.out.println(
                    SessionFigures.HEAD + "\n" + sessions.row("cost", "this") + "\n" + chance.row("random", "this"));
            assertThat(sessions.failures() + chance.failures()).isZero();
            assertThat(sessions.calls()).isGreaterThan(5 * SESSIONS);
            assertThat(sessions.hitRate()).isGreaterThan(.6).isGreaterThan(1.3 * chance.hitRate());
            assertThat(sessions.switchRate()).isLessThan(.2).isLessThan(.5 * chance.switchRate());
            assertThat(sessions.dollarsPerThousand()).isLessThan(.85 * chance.dollarsPerThousand());
        }
    }

    private static ApplicationContext gateway(String configuration) throws IOException {
        Map<String, Object> settings = new YamlPropertySourceLoader()
                .read("sessions", new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of("micronaut.server.port", -1, "gateway.demo", true))
                .propertySources(PropertySource.of("sessions", settings))
                .start();
    }
}
