package dev.pointsman.gateway;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** A gateway in front of two providers that give the same answer, with the pool's defaults but for its times. */
final class TwoProviders implements AutoCloseable {
    final FaultyProvider first;
    final FaultyProvider second;
    final Gateway gateway;

    /**
     * Starts both providers and the gateway.
     *
     * @param firstToken a healthy provider's time to the first token
     * @param perToken a healthy provider's time per token, of {@value Situation#TOKENS}
     * @param settings the gateway's settings below {@code pointsman}, in YAML
     * @param failover the pool's failover settings; empty for the defaults
     */
    TwoProviders(Duration firstToken, Duration perToken, String settings, String failover) throws IOException {
        first = provider(firstToken, perToken);
        second = provider(firstToken, perToken);
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    first: { wire: openai, url: "%s" }
                    second: { wire: openai, url: "%s" }
                  models:
                    - { id: a, provider: first, price: { input: 1, output: 2 } }
                    - { id: b, provider: second, price: { input: 1, output: 2 } }
                  pools:
                    chat: { primary: [a, b], failover: { %s } }
                %s
                """.formatted(first.url(), second.url(), failover, settings.indent(2)));
    }

    private static FaultyProvider provider(Duration firstToken, Duration perToken) {
        return FaultyProvider.openAi()
                .tokens(Situation.TOKENS)
                .pace(firstToken, perToken)
                .start();
    }

    List<FaultyProvider> providers() {
        return List.of(first, second);
    }

    /** The calls that the router counts as under way, once those have ended that were cancelled a moment ago. */
    long inFlight() throws InterruptedException {
        long count = counted();
        for (int tries = 0; count > 0 && tries < 100; tries++) {
            Thread.sleep(50);
            count = counted();
        }
        return count;
    }

    private long counted() {
        return gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .mapToLong(model -> model.statistics().inFlight())
                .sum();
    }

    /** The bytes of heap in use after a collection. */
    static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        gateway.close();
        first.close();
        second.close();
    }
}
