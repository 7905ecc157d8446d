package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls for which no model is available, over real HTTP. */
class LastResortTest {
    private static final int CALLS = 20;
    private static final Duration TOKEN = Duration.ofMillis(100); // of 20: 2 s stand for 20 s

    private final FaultyProvider first = FaultyProvider.openAi().tokens(20).start();
    private final FaultyProvider second = FaultyProvider.openAi().tokens(20).start();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** Both breakers are open; one provider is still down, the other has recovered. */
    @Test
    void aHealthyModelIsFoundBehindADeadOne() throws Exception {
        try (Gateway gateway = gateway("primary: [a, b]", "open-for: 60s, open-at-most: 60s")) {
            first.always(Fault.status(503));
            second.always(Fault.status(503));
            while (state(gateway, "a") != BreakerState.OPEN || state(gateway, "b") != BreakerState.OPEN) {
                assertThat(gateway.ask().status()).isGreaterThanOrEqualTo(500);
            }
            second.heal();
            int before = first.requestCount();
            for (int i = 0; i < CALLS; i++) {
                Heard heard = gateway.ask();
                assertThat(heard.status()).isEqualTo(200);
                assertThat(heard.model()).isEqualTo("b");
            }
            assertThat(first.requestCount() - before)
                    .as("attempts at the dead one")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whileAllAreDownACallIsAboutOneAttempt() throws Exception {
        try (Gateway gateway = gateway("primary: [a, b]", "open-for: 60s, open-at-most: 60s")) {
            first.always(Fault.status(503));
            second.always(Fault.status(503));
            while (state(gateway, "a") != BreakerState.OPEN || state(gateway, "b") != BreakerState.OPEN) {
                gateway.ask();
            }
            int before = first.requestCount() + second.requestCount();
            for (int i = 0; i < CALLS; i++) {
                assertThat(gateway.ask().status()).isGreaterThanOrEqualTo(500);
            }
            assertThat(first.requestCount() + second.requestCount() - before).isBetween(CALLS, (int) (1.1 * CALLS));
        }
    }

    /** The only model's trial is a long stream; other calls are answered meanwhile. */
    @Test
    void aLongTrialKeepsNoOtherCallOut() throws Exception {
        try (Gateway gateway = gateway("primary: [a]", "open-for: 300ms, open-at-most: 300ms")) {
            first.always(Fault.status(503));
            while (state(gateway, "a") != BreakerState.OPEN) {
                gateway.ask();
            }
            first.script(Fault.slowTokens(TOKEN));
            Thread.sleep(400); // until the trial is due
            int before = first.requestCount();
            CompletableFuture<Heard> trial = CompletableFuture.supplyAsync(() -> stream(gateway));
            first.awaitRequests(before + 1, Duration.ofSeconds(20));
            for (int i = 0; i < CALLS; i++) {
                Heard heard = gateway.ask();
                assertThat(heard.status()).as("call %s, %s", i, heard.error()).isEqualTo(200);
            }
            assertThat(trial.join().status()).isEqualTo(200);
            assertThat(state(gateway, "a")).isEqualTo(BreakerState.CLOSED);
        }
    }

    private Gateway gateway(String pool, String breaker) throws IOException {
        return Gateway.start("""
            pointsman:
              providers:
                first: { wire: openai, url: "%s", probe: none }
                second: { wire: openai, url: "%s", probe: none }
              models: [ { id: a, provider: first }, { id: b, provider: second } ]
              breaker: { %s, jitter: 0 }
              pools: { chat: { goal: ordered, %s, failover: { retry-same: 0 } } }
            """.formatted(first.url(), second.url(), breaker, pool));
    }

    private static Heard stream(Gateway gateway) {
        try {
            return gateway.stream();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the trial failed", e);
        }
    }

    private static BreakerState state(Gateway gateway, String model) {
        return gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .filter(one -> one.model().id().equals(model))
                .findFirst()
                .orElseThrow()
                .breaker()
                .state();
    }
}
