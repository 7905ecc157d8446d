package dev.pointsman.gateway;

import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A primary that says 503 for a minute, under one call every four seconds, and then works: how it went. Its main method
 * plays it in real time.
 *
 * @param calls how many calls were made
 * @param unserved how many of them got no whole answer
 * @param attemptsAtThePrimary how many attempts reached the primary while it was down
 * @param checks how many background checks reached it while it was down
 * @param secondsUntilItServes from its recovery to its first whole answer
 */
record Outage(int calls, int unserved, int attemptsAtThePrimary, int checks, double secondsUntilItServes) {
    private static final int RUNS = 20;

    /** Plays the outage with all times divided. */
    static Outage of(String wire, int divisor) throws IOException, InterruptedException {
        try (Situation here = Situation.scaled(wire, divisor)) {
            here.isWhole(here.gateway.stream(), "primary");
            int before = here.primary.requestCount();
            here.primary.always(Fault.status(503));
            here.primary.modelList(Fault.status(503));
            long pause = Duration.ofSeconds(4).toNanos() / divisor;
            long start = System.nanoTime();
            int calls = 0;
            int unserved = 0;
            while (System.nanoTime() - start < Duration.ofSeconds(60).toNanos() / divisor) {
                unserved += isServed(here.gateway.stream()) ? 0 : 1;
                calls++;
                sleepUntil(start + calls * pause);
            }
            int attempts = here.primary.requestCount() - before;
            int checks = here.primary.modelListRequests().size();
            here.primary.heal();
            here.primary.modelList(Fault.none());
            long recovered = System.nanoTime();
            String model = "";
            while (!model.equals("primary")
                    && System.nanoTime() - recovered < Duration.ofSeconds(90).toNanos() / divisor) {
                Heard heard = here.gateway.stream();
                unserved += isServed(heard) ? 0 : 1;
                calls++;
                model = heard.model();
                if (!model.equals("primary")) {
                    sleepUntil(start + calls * pause);
                }
            }
            return new Outage(calls, unserved, attempts, checks, (System.nanoTime() - recovered) / 1e9);
        }
    }

    String describe() {
        return ("outage: %d calls, %d unserved, %d attempts at the primary while it was down and %d background checks,"
                        + " %.1f s until it served again")
                .formatted(calls, unserved, attemptsAtThePrimary, checks, secondsUntilItServes);
    }

    private static boolean isServed(Heard heard) {
        return heard.text().equals(Situation.WHOLE) && heard.error().isMissingNode();
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        Thread.sleep(Math.max(0, (nanos - System.nanoTime()) / 1_000_000));
    }

    /** The outage in real time, twenty times at once: about two minutes. */
    public static void main(String[] arguments) {
        ExecutorService threads = Executors.newFixedThreadPool(RUNS);
        List<CompletableFuture<Outage>> runs = Stream.generate(
                        () -> CompletableFuture.supplyAsync(Outage::inRealTime, threads))
                .limit(RUNS)
                .toList();
        runs.forEach(run -> System.out.println(run.join().describe()));
        threads.shutdown();
    }

    private static Outage inRealTime() {
        try {
            return of("openai", 1);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the outage could not be played", e);
        }
    }
}
