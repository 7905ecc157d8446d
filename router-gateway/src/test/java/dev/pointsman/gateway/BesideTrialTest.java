package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A primary that is down for much less than its breaker stays open, in a pool that hedges, over real HTTP. */
class BesideTrialTest {
    private static final int EARNING = 12; // calls that pay for hedges
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BACK = Duration.ofSeconds(9); // trials beside come every 5 s at this open time

    private final FaultyProvider first = FaultyProvider.openAi().tokens(20).start();
    private final FaultyProvider second = FaultyProvider.openAi().tokens(20).start();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHealedPrimaryServesAgainWithinSecondsAndNoCallerIsServedByATrial(boolean streams) throws Exception {
        try (Gateway gateway = gateway()) {
            for (int i = 0; i < EARNING; i++) {
                isServed(ask(gateway, streams), "a");
            }
            first.always(Fault.status(503));
            while (state(gateway) != BreakerState.OPEN) {
                isServed(ask(gateway, streams), "b");
            }
            int before = first.requestCount();
            while (first.requestCount() == before) { // a trial beside fails
                isServed(ask(gateway, streams), "b");
                Thread.sleep(PAUSE.toMillis());
            }
            first.heal();
            long healed = System.nanoTime();
            Heard heard = ask(gateway, streams);
            while (!heard.model().equals("a")) {
                isServed(heard, "b");
                assertThat(Duration.ofNanos(System.nanoTime() - healed)).isLessThan(BACK);
                Thread.sleep(PAUSE.toMillis());
                heard = ask(gateway, streams);
            }
            isServed(heard, "a");
            while (state(gateway) != BreakerState.CLOSED) {
                isServed(ask(gateway, streams), "a");
            }
            assertThat(first.requestCount() - before)
                    .as("a failed trial, one that succeeded, and calls")
                    .isLessThan(40);
            awaitIdle(gateway);
        }
    }

    private Gateway gateway() throws IOException {
        return Gateway.start("""
            pointsman:
              providers:
                first: { wire: openai, url: "%s", probe: none }
                second: { wire: openai, url: "%s", probe: none }
              models: [ { id: a, provider: first }, { id: b, provider: second } ]
              breaker: { open-for: 60s, open-at-most: 60s, jitter: 0 }
              pools:
                chat:
                  goal: ordered
                  primary: [a]
                  fallback: [b]
                  failover: { retry-same: 0 }
                  hedge: { enabled: true, after: 5s, budget: 0.5 }
            """.formatted(first.url(), second.url()));
    }

    private static Heard ask(Gateway gateway, boolean streams) throws IOException, InterruptedException {
        return streams ? gateway.stream() : gateway.ask();
    }

    private static void isServed(Heard heard, String model) {
        assertThat(heard.status()).as("error %s", heard.error()).isEqualTo(200);
        assertThat(heard.model()).isEqualTo(model);
        assertThat(heard.finish()).isEqualTo("stop");
    }

    private static BreakerState state(Gateway gateway) {
        return gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .filter(one -> one.model().id().equals("a"))
                .findFirst()
                .orElseThrow()
                .breaker()
                .state();
    }

    /** A trial may end shortly after the call that it was beside. */
    private static void awaitIdle(Gateway gateway) throws InterruptedException {
        long start = System.nanoTime();
        while (gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .anyMatch(one -> one.statistics().inFlight() > 0)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            Thread.sleep(20);
        }
    }
}
