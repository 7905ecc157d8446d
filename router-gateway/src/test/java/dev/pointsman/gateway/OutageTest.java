package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.response.RouterHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A provider goes down under traffic and comes up again. */
class OutageTest {
    private static final int THREADS = 4;
    private static final String BEST = "aurora";
    // However long the outage lasts on a busy machine, its end is found out soon after.
    private static final Map<String, Object> SOON =
            Map.of("pointsman.breaker.open-for", "2s", "pointsman.breaker.open-at-most", "4s");

    @Test
    void nobodyNoticesThatTheBestProviderIsDown() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Gateway gateway = Gateway.start(SOON)) {
            drive(gateway, threads, Duration.ofSeconds(1));
            assertThat(mode(gateway, "down")).isEqualTo(200);
            List<Heard> during = drive(gateway, threads, Duration.ofSeconds(4));
            assertThat(during).hasSizeGreaterThan(20).allSatisfy(heard -> {
                assertThat(heard.status()).isEqualTo(200);
                assertThat(heard.text()).endsWith("try it first.");
                assertThat(heard.model()).doesNotStartWith(BEST);
            });
            int lost = during.stream().mapToInt(heard -> heard.attempts() - 1).sum();
            assertThat(lost).as("attempts beside those that served").isBetween(1, 3 * THREADS + 10);
            assertThat(mode(gateway, "calm")).isEqualTo(200);
            AtomicInteger served = new AtomicInteger();
            drive(gateway, threads, Duration.ofSeconds(60), served, () -> served.get() > 0);
            assertThat(served).as("answers of the provider that came back").hasPositiveValue();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int mode(Gateway gateway, String mode) throws Exception {
        return gateway.send("PUT", "/embedded/" + BEST + "/" + mode, "").statusCode();
    }

    private static List<Heard> drive(Gateway gateway, Executor threads, Duration time) {
        return drive(gateway, threads, time, new AtomicInteger(), () -> false);
    }

    private static List<Heard> drive(
            Gateway gateway, Executor threads, Duration time, AtomicInteger served, BooleanSupplier enough) {
        long end = System.nanoTime() + time.toNanos();
        List<CompletableFuture<List<Heard>>> runs = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            runs.add(CompletableFuture.supplyAsync(
                    () -> {
                        List<Heard> heard = new ArrayList<>();
                        while (System.nanoTime() - end < 0 && !enough.getAsBoolean()) {
                            Heard one = ask(gateway);
                            heard.add(one);
                            served.addAndGet(one.model().startsWith(BEST) ? 1 : 0);
                        }
                        return heard;
                    },
                    threads));
        }
        return runs.stream().flatMap(run -> run.join().stream()).toList();
    }

    private static Heard ask(Gateway gateway) {
        try {
            return gateway.ask(RouterHeaders.GOAL, "speed");
        } catch (Exception e) {
            throw new AssertionError("a call failed", e);
        }
    }
}
