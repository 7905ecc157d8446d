package dev.pointsman.micronaut.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.config.Mistakes;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.SessionStore;
import dev.pointsman.state.UsageStore;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateConfigurationTest {
    private static final UsageStore.Limit BUDGET = new UsageStore.Limit("acme/usd", 1_000, Duration.ofDays(30));

    @TempDir
    Path folder;

    @Test
    void stateIsInMemoryWithoutASection() {
        try (ApplicationContext application = Applications.start(Applications.CHAT)) {
            assertThat(application.getBean(UsageStore.class).isShared()).isFalse();
            assertThat(application.findBean(SessionStore.class)).isEmpty();
            assertThat(application.findBean(HealthExchange.class)).isEmpty();
            assertThat(application.findBean(ResponseStore.class)).isEmpty();
        }
    }

    @Test
    void aFileKeepsUsageOverARestart() {
        String yaml = with("file: " + folder.resolve("state"));
        try (ApplicationContext application = Applications.start(yaml)) {
            spend(application, 400, 0);
            assertThat(application.findBean(ResponseStore.class)).isPresent();
            assertThat(mistake(yaml))
                    .isEqualTo("pointsman.state.file: " + folder.resolve("state")
                            + ": used by another process (expected: a file for each instance)");
        }
        try (ApplicationContext application = Applications.start(yaml)) {
            assertThat(spend(application, 0, 1_000).held()).isEqualTo(600);
        }
    }

    @Test
    void aServerThatCannotBeReachedStopsNoStart() {
        try (ApplicationContext application = Applications.start(with("redis: 'redis://127.0.0.1:1', timeout: 1s"))) {
            assertThat(application.getBean(UsageStore.class).isShared()).isTrue();
            assertThat(application.findBean(SessionStore.class)).isPresent();
            assertThat(application.findBean(HealthExchange.class)).isPresent();
            assertThat(application.getBean(UsageStore.class).exchange(BUDGET, new UsageStore.Request("a", 1, 0, 1), 0))
                    .failsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void aStoreOfTheApplicationIsPreferred() {
        try (ApplicationContext application =
                Applications.start(with("file: " + folder.resolve("state")), "own-usage")) {
            assertThat(application.getBean(UsageStore.class)).isInstanceOf(OwnUsage.class);
        }
    }

    @Test
    void mistakesNameThePathAndNoAddress() {
        assertThat(Mistakes.of(with("redis: 'http://user:secret@host'")))
                .singleElement()
                .asString()
                .startsWith("pointsman.state.redis: no address (expected: redis://host:6379")
                .doesNotContain("secret");
        assertThat(Mistakes.of(with("redis: 'redis://host', file: state, timeout: 0s")))
                .containsExactly(
                        "pointsman.state.file: state (expected: nothing beside redis)",
                        "pointsman.state.timeout: 0s (expected: > 0)");
        assertThat(Mistakes.of(with("prefix: other")))
                .containsExactly("pointsman.state.prefix: other (expected: nothing without redis)");
        assertThat(Mistakes.of(with("redes: 'redis://host'")))
                .singleElement()
                .asString()
                .contains("pointsman.state.redes");
    }

    @Test
    void aFileThatIsNoStateIsNamed() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "text ".repeat(5_000));
        assertThat(mistake(with("file: " + other)))
                .isEqualTo("pointsman.state.file: " + other
                        + ": not a file of this store, or damaged (expected: move it away; a new one is created)");
    }

    private static String mistake(String yaml) {
        Throwable thrown = catchThrowable(() -> Applications.start(yaml).close());
        while (!(thrown instanceof ConfigurationException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        return thrown.getMessage();
    }

    private static String with(String keys) {
        return Applications.CHAT + "  state: { " + keys + " }\n";
    }

    private static UsageStore.Share spend(ApplicationContext application, long spent, long wanted) {
        return application
                .getBean(UsageStore.class)
                .exchange(BUDGET, new UsageStore.Request("a", 1, spent, wanted), 0)
                .toCompletableFuture()
                .join();
    }

    @Singleton
    @Requires(property = "spec", value = "own-usage")
    static final class OwnUsage implements UsageStore {
        private final UsageStore memory = UsageStore.inMemory();

        @Override
        public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
            return memory.exchange(limit, request, nowNanos);
        }
    }
}
