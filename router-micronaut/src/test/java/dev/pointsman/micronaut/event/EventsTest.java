package dev.pointsman.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Await;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final ChatRequest HELLO = ChatRequest.user("hello");

    private final FaultyProvider first = FaultyProvider.openAi().text("first").start();
    private final FaultyProvider second = FaultyProvider.openAi().text("second").start();
    private final String yaml = """
      pointsman:
        providers:
          acme: { wire: openai, url: "%s" }
          brook: { wire: openai, url: "%s" }
        models: [ { id: one, provider: acme }, { id: two, provider: brook } ]
        pools: { chat: { primary: [one], fallback: [two], failover: { retry-same: 0 } } }
      """.formatted(first.url(), second.url());

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void anApplicationHearsOfAnOutageOfFallbackAndOfRecovery() {
        try (ApplicationContext application = Applications.start(yaml, "events")) {
            ChatClient chat = application.getBean(ChatClient.class);
            Ear ear = application.getBean(Ear.class);
            first.always(Fault.status(503));
            RouteResult<?> result = chat.complete(RouteRequest.ANY, HELLO);
            chat.complete(HELLO);
            chat.complete(HELLO);
            Await.until(
                    "degraded",
                    () -> ear.of(PoolHealthChangedEvent.class).anyMatch(e -> e.before() == HealthLevel.HEALTHY));
            assertThat(ear.of(FallbackServedEvent.class))
                    .allSatisfy(event -> {
                        assertThat(event.model().id()).isEqualTo("two");
                        assertThat(event.tier()).isEqualTo(Tier.FALLBACK);
                        assertThat(event.pool()).isEqualTo("chat");
                    })
                    .extracting(FallbackServedEvent::decisionId)
                    .doesNotHaveDuplicates()
                    .contains(result.trace().decisionId());
            assertThat(ear.of(BreakerChangedEvent.class)).singleElement().satisfies(event -> {
                assertThat(event.model().id()).isEqualTo("one");
                assertThat(event.from()).isEqualTo(BreakerState.CLOSED);
                assertThat(event.to()).isEqualTo(BreakerState.OPEN);
            });
            assertThat(ear.of(PoolHealthChangedEvent.class)).singleElement().satisfies(event -> {
                assertThat(event.pool().pool()).isEqualTo("chat");
                assertThat(event.pool().state()).isEqualTo(HealthLevel.DEGRADED);
            });
            application.getBean(ModelRouter.class).operations().reset("one");
            Await.until(
                    "healthy again",
                    () -> ear.of(PoolHealthChangedEvent.class)
                            .anyMatch(event -> event.pool().state() == HealthLevel.HEALTHY));
        }
    }

    @Test
    void anApplicationHearsOfFailedCallsRefusedKeysAndDrills() {
        try (ApplicationContext application = Applications.start(yaml, "events")) {
            ChatClient chat = application.getBean(ChatClient.class);
            Ear ear = application.getBean(Ear.class);
            first.always(Fault.invalidKey());
            second.always(Fault.status(503));
            assertThatThrownBy(() -> chat.complete(HELLO)).isInstanceOf(ModelsExhaustedException.class);
            Await.until("failed", () -> ear.of(CallFailedEvent.class).findAny().isPresent());
            assertThat(ear.of(CallFailedEvent.class)).singleElement().satisfies(event -> {
                assertThat(event.attempts()).isEqualTo(2);
                assertThat(event.kind()).isEqualTo(FailureKind.SERVER_ERROR);
            });
            assertThat(ear.of(ModelOutEvent.class))
                    .singleElement()
                    .extracting(ModelOutEvent::kind)
                    .isEqualTo(FailureKind.CREDENTIALS);
            ModelRouter router = application.getBean(ModelRouter.class);
            router.operations().drill("two", 0.5, Duration.ofMinutes(5));
            router.operations().reset("one"); // a change of which somebody looks at drills, too
            Await.until("a drill", () -> ear.of(DrillBeganEvent.class).findAny().isPresent());
            router.operations().endDrill("two");
            Await.until("its end", () -> ear.of(DrillEndedEvent.class).findAny().isPresent());
        }
    }

    @Test
    void aListenerThatBlocksDelaysNoCall() {
        try (ApplicationContext application = Applications.start(yaml, "events")) {
            ChatClient chat = application.getBean(ChatClient.class);
            Ear ear = application.getBean(Ear.class);
            ear.gate = new CountDownLatch(1);
            first.always(Fault.status(503));
            for (int i = 0; i < 5; i++) {
                assertThat(chat.complete(HELLO).text()).isEqualTo("second");
            }
            Await.until("the listener is stuck", () -> ear.entered.getCount() == 0);
            assertThat(ear.heard).isEmpty();
            ear.gate.countDown();
            Await.until("all are heard", () -> ear.of(FallbackServedEvent.class).count() == 5);
        }
    }

    @Test
    void noEventIsMadeWhereNobodyListens() {
        try (ApplicationContext application = Applications.start(yaml)) {
            assertThat(application.findBean(RouterEvents.class)).isEmpty();
            assertThat(application.findBean(HealthMonitor.class)).isEmpty();
        }
    }

    /** Needs the router by itself, as listeners may. */
    @Singleton
    @Requires(property = "spec", value = "events")
    static final class Ear {
        final List<RouterEvent> heard = new CopyOnWriteArrayList<>();
        final CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);

        Ear(ModelRouter router) {
            assertThat(router.operations().pools()).isNotEmpty();
        }

        @EventListener
        void hear(RouterEvent event) throws InterruptedException {
            entered.countDown();
            gate.await();
            heard.add(event);
        }

        <E extends RouterEvent> Stream<E> of(Class<E> type) {
            return heard.stream().filter(type::isInstance).map(type::cast);
        }
    }
}
