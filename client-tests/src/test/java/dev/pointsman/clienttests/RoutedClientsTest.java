package dev.pointsman.clienttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.RouteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each client library inside {@code router.call}, in each situation: failover, trip, cooldown and what is learned. */
class RoutedClientsTest {
    private static final Path PAGE = Path.of("..", "docs", "java-clients.md");
    private static final RouteRequest CHAT = RouteRequest.toPool("chat");

    @TestFactory
    Stream<DynamicTest> everyFailureFailsOverAndTeachesWhatItShould() {
        ClientsPage page = new ClientsPage();
        Stream<DynamicTest> cells = ClientLibrary.all().stream()
                .flatMap(library -> Stream.of(Situation.ALL)
                        .map(situation -> DynamicTest.dynamicTest(
                                library + ", " + situation, () -> failsOver(library, situation, page))));
        return Stream.concat(
                cells, Stream.of(DynamicTest.dynamicTest("the guide's page says so", () -> assertWritten(page))));
    }

    private static void assertWritten(ClientsPage page) throws IOException {
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(PAGE).hasContent(page.text());
    }

    private static void failsOver(ClientLibrary library, Situation situation, ClientsPage page) throws Exception {
        ModelRouter router = router();
        try (BrokenPrimary providers = new BrokenPrimary(library, situation)) {
            RouteResult<String> first = router.call(CHAT, providers::ask);
            Failure failure = first.trace().attempts().get(0).failure();
            assertThat(first.model().id()).isEqualTo("b");
            assertThat(first.value()).startsWith("tok0");
            assertThat(failure).isNotNull();
            page.add(library, situation, failure);
            assertThat(failure.kind()).as("%s", failure).isEqualTo(situation.kind());
            assertThat(first.trace()
                            .attempts()
                            .get(first.trace().attempts().size() - 1)
                            .usage()
                            .isKnown())
                    .isTrue();

            for (int call = 1; call < 4; call++) {
                assertThat(router.call(CHAT, providers::ask).model().id()).isEqualTo("b");
            }
            assertThat(providers.requests())
                    .isBetween(
                            situation.requests().least(), situation.requests().most());
            assertLearned(library, situation.kind(), failure, primary(router));
        }
    }

    private static void assertLearned(ClientLibrary library, FailureKind kind, Failure failure, ModelSnapshot learned) {
        Reason refusal = learned.breaker().refusal();
        switch (kind.healthEffect()) {
            case FAILURE -> assertThat(refusal).isEqualTo(Reason.OPEN);
            case OUT -> assertThat(refusal).isEqualTo(Reason.DISABLED);
            case NOTHING -> assertThat(refusal).isNull();
            case COOLDOWN -> {
                assertThat(refusal).isEqualTo(Reason.COOLDOWN);
                if (library.isDelayKnown()) {
                    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(Duration.ofNanos(learned.breaker().nanosUntilTrial()))
                            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(7));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aFailedStageFailsOver() {
        return ClientLibrary.all().stream()
                .map(library -> DynamicTest.dynamicTest(library.name(), () -> {
                    try (BrokenPrimary providers = new BrokenPrimary(library, Situation.ALL[2])) {
                        RouteResult<String> result = router().callAsync(
                                        CHAT,
                                        attempt -> CompletableFuture.supplyAsync(() -> {
                                            try {
                                                return providers.ask(attempt);
                                            } catch (RuntimeException e) {
                                                throw e;
                                            } catch (Exception e) {
                                                throw new IllegalStateException(e);
                                            }
                                        }))
                                .toCompletableFuture()
                                .get();
                        assertThat(result.model().id()).isEqualTo("b");
                        assertThat(result.trace().attempts().get(0).failure().kind())
                                .isEqualTo(FailureKind.CREDENTIALS);
                    }
                }));
    }

    private static ModelSnapshot primary(ModelRouter router) {
        List<ModelSnapshot> all = router.operations().snapshot();
        return all.stream()
                .filter(snapshot -> snapshot.model().id().equals("a"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a router whose pauses before retries take no time. */
    private static ModelRouter router() {
        return ModelRouter.builder()
                .scheduler(nanos -> CompletableFuture.completedFuture(null))
                .model(Model.builder("a", "first").contextWindow(1000).build())
                .model(Model.builder("b", "second").contextWindow(1_000_000).build())
                .pool(Pool.of("chat", "a").withTier(Tier.FALLBACK, "b"))
                .build();
    }
}
