package dev.pointsman.micronaut.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ReachabilityCheck;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Background checks through a started application, over real HTTP. */
class ReachabilityMonitorTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FaultyProvider first = FaultyProvider.openAi().start();
    private final FaultyProvider second = FaultyProvider.anthropic().start();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** With these breakers a trial by itself is due after a minute. */
    private ApplicationContext start(String probe) {
        return Applications.start("""
            pointsman:
              providers:
                first: { wire: openai, url: "%s", api-key: sk-check, headers: { X-Org: acme }, probe: %s }
                second: { wire: anthropic, url: "%s", api-key: sk-other, probe: %s }
              models: [ { id: big, provider: first }, { id: small, provider: second } ]
              breaker: { consecutive-failures: 2, open-for: 60s, open-at-most: 60s, jitter: 0, ramp: [1] }
              pools: { chat: { goal: ordered, primary: [big], fallback: [small], failover: { retry-same: 0 } } }
            """.formatted(first.url(), probe, second.url(), probe), "none");
    }

    @Test
    void aProviderThatAnswersAgainHasItsTrialAtOnce() throws Exception {
        try (ApplicationContext application = start("{ interval: 100ms }")) {
            first.always(Fault.status(503));
            first.modelList(Fault.status(503));
            assertThat(first.modelListRequests()).as("no breaker is open yet").isEmpty();
            trip(application, "big");
            int attempts = first.requestCount();
            await(() -> first.modelListRequests().size() >= 2);
            assertThat(ask(application)).isEqualTo("small");
            assertThat(first.requestCount()).isEqualTo(attempts);

            first.heal();
            first.modelList(Fault.none());
            await(() -> ask(application).equals("big"));
            assertThat(state(application, "big")).isEqualTo(BreakerState.CLOSED);
            await(() -> !checks(application).active());
            assertThat(checks(application).answered()).isPositive();
            assertThat(checks(application).unanswered()).isGreaterThanOrEqualTo(2);
            assertThat(second.modelListRequests()).as("it was never out").isEmpty();
        }
    }

    @Test
    void aCheckCarriesTheProvidersKeyAndHeadersAndNothingElse() throws Exception {
        try (ApplicationContext application = start("{ interval: 100ms }")) {
            first.always(Fault.status(503));
            trip(application, "big");
            await(() -> !first.modelListRequests().isEmpty());
            SeenRequest check = first.modelListRequests().get(0);
            assertThat(check.method()).isEqualTo("GET");
            assertThat(check.path()).isEqualTo("/v1/models");
            assertThat(check.body()).isEmpty();
            assertThat(check.header("Authorization")).contains("Bearer sk-check");
            assertThat(check.header("X-Org")).contains("acme");

            second.always(Fault.status(529));
            trip(application, "small");
            await(() -> !second.modelListRequests().isEmpty());
            assertThat(second.modelListRequests().get(0).header("x-api-key")).contains("sk-other");
        }
    }

    @Test
    void aListThatAnswersWhileChatFailsBringsNoTrialForward() throws Exception {
        try (ApplicationContext application = start("{ interval: 100ms }")) {
            first.always(Fault.status(503));
            trip(application, "big");
            int attempts = first.requestCount();
            await(() -> first.modelListRequests().size() >= 3);
            for (int i = 0; i < 5; i++) {
                assertThat(ask(application)).isEqualTo("small");
            }
            assertThat(first.requestCount()).isEqualTo(attempts);
        }
    }

    @Test
    void aRedirectIsNoAnswerAndIsNotFollowed() throws Exception {
        try (ApplicationContext application = start("{ interval: 100ms }")) {
            first.always(Fault.status(503));
            first.modelList(Fault.status(302).header("Location", second.url() + "/models"));
            trip(application, "big");
            await(() -> checks(application).unanswered() >= 2);
            assertThat(checks(application).answered()).isZero();
            assertThat(second.modelListRequests()).isEmpty();
        }
    }

    @Test
    void aProviderMayGoUnchecked() throws Exception {
        try (ApplicationContext application = start("none")) {
            first.always(Fault.status(503));
            trip(application, "big");
            assertThat(application.getBean(ReachabilityMonitor.class).checks()).isEmpty();
        }
    }

    @Test
    void thePauseGrowsWithTheOutage() {
        ReachabilityCheck check = ReachabilityCheck.DEFAULT;
        assertThat(check.pause(Duration.ZERO)).hasSeconds(2);
        assertThat(check.pause(Duration.ofSeconds(60))).hasSeconds(6);
        assertThat(check.pause(Duration.ofHours(1))).hasSeconds(30);
    }

    private static String ask(ApplicationContext application) {
        return application
                .getBean(ChatClient.class)
                .complete(RouteRequest.ANY, ChatRequest.user("hello"))
                .model()
                .id();
    }

    /** Asks until a model's breaker opens. */
    private static void trip(ApplicationContext application, String model) {
        for (int i = 0; i < 20 && state(application, model) != BreakerState.OPEN; i++) {
            try {
                ask(application);
            } catch (RoutingException e) {
                assertThat(e).isInstanceOf(ModelsExhaustedException.class);
            }
        }
        assertThat(state(application, model)).isEqualTo(BreakerState.OPEN);
    }

    private static BreakerState state(ApplicationContext application, String model) {
        return application.getBean(ModelRouter.class).operations().snapshot().stream()
                .filter(one -> one.model().id().equals(model))
                .findFirst()
                .orElseThrow()
                .breaker()
                .state();
    }

    private static ProviderChecks checks(ApplicationContext application) {
        List<ProviderChecks> all =
                application.getBean(ReachabilityMonitor.class).checks();
        return all.stream()
                .filter(one -> one.provider().equals("first"))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waited for too long").isNegative();
            Thread.sleep(20);
        }
    }
}
