package dev.pointsman.benchmarks.shift;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Many people who call when they like, not when the one before has his answer: so load does not depend on speed. */
final class Callers {
    private static final String QUESTION =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"What does a pointsman do?\"}]}";
    private static final double NANOS = 1e9;
    private static final int REPORTS = 5;
    private static final double LEAST_RATE = .1; // of the rate that is wanted
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final double perSecond;
    private final SplittableRandom random;
    private final LongAdder refused = new LongAdder();

    Callers(URI gateway, double perSecond, long seed) {
        this.gateway = gateway;
        this.perSecond = perSecond;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Calls so many times and waits for all answers; returns how many were none. The first calls come slowly: a young
     * process in a burst is slow, and the router would remember that of its models for a quarter of an hour.
     */
    long call(int calls, int warmUp, PrintStream said) throws InterruptedException {
        CountDownLatch answers = new CountDownLatch(calls);
        long due = System.nanoTime();
        for (int i = 1; i <= calls; i++) {
            double rate = perSecond * Math.min(1, Math.max(LEAST_RATE, (double) i / warmUp));
            due += (long) (-Math.log(1 - random.nextDouble()) / rate * NANOS);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            var unused = http.sendAsync(request(), BodyHandlers.ofString()).whenComplete((answer, error) -> {
                refused.add(isAnswer(answer) ? 0 : 1);
                answers.countDown();
            });
            if (i % Math.max(1, calls / REPORTS) == 0) {
                said.printf("%,d calls%n", i);
            }
        }
        answers.await();
        return refused.sum();
    }

    private static boolean isAnswer(@Nullable HttpResponse<String> answer) {
        return answer != null && answer.statusCode() == OK && answer.body().contains("\"usage\"");
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(gateway)
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUESTION))
                .build();
    }
}
