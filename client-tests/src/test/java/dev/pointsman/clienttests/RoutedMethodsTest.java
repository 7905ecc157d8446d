package dev.pointsman.clienttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each client library inside {@code @Routed} methods, in each situation: synchronous, and as Mono and Flux. */
class RoutedMethodsTest {
    private static final RouteRequest CHAT = RouteRequest.toPool("chat");

    private static ApplicationContext application;

    /** Calls of the routed methods. */
    @Singleton
    static class Calls implements RouterListener {
        private final List<CompletedCall> completed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void completed(CompletedCall call) {
            completed.add(call);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        String yaml = """
                pointsman:
                  providers:
                    first: { wire: openai, url: "http://localhost:1/v1" }
                    second: { wire: openai, url: "http://localhost:1/v1" }
                  models:
                    - { id: a, provider: first, context-window: 1000 }
                    - { id: b, provider: second, context-window: 1000000 }
                  pools:
                    chat: { goal: ordered, primary: [a], fallback: [b], failover: { retry-same: 0 } }
                """;
        application = ApplicationContext.builder()
                .deduceEnvironment(false)
                .propertySources(PropertySource.of(
                        "yaml",
                        new YamlPropertySourceLoader()
                                .read("yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))))
                .start();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @TestFactory
    Stream<DynamicTest> everyFailureFailsOver() {
        return ClientLibrary.all().stream()
                .flatMap(library -> Stream.of(Situation.ALL)
                        .map(situation -> DynamicTest.dynamicTest(
                                library + ", " + situation, () -> failsOver(library, situation))));
    }

    private static void failsOver(ClientLibrary library, Situation situation) throws Exception {
        RoutedAsk routed = application.getBean(RoutedAsk.class);
        try (BrokenPrimary providers = new BrokenPrimary(library, situation)) {
            RouteResult<String> result = routed.sync(null, CHAT, providers);
            assertThat(result.value()).startsWith("tok0");
            assertFailedOver(situation);
            assertThat(routed.mono(null, CHAT, providers).block().value()).startsWith("tok0");
            assertFailedOver(situation);
            assertThat(routed.flux(null, CHAT, providers).blockLast()).startsWith("tok0");
            assertFailedOver(situation);
        }
    }

    /** Checks the last call, and forgets what it taught. */
    private static void assertFailedOver(Situation situation) {
        List<CompletedCall> calls = application.getBean(Calls.class).completed;
        var attempts = calls.get(calls.size() - 1).trace().attempts();
        Failure failure = attempts.get(0).failure();
        assertThat(attempts).hasSize(2);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as("%s", failure).isEqualTo(situation.kind());
        assertThat(attempts.get(1).model().id()).isEqualTo("b");
        application.getBean(ModelRouter.class).operations().reset("a");
    }
}
