package dev.pointsman.benchmarks.spending;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Client of one gateway: calls at a constant rate until a time, or until the gateway is gone. */
final class SpendingClient implements Runnable {
    private static final int INPUT = 800;
    private static final int OUTPUT = 200;
    private static final int CHARACTERS = 4; // of a token
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI gateway;
    private final double perSecond;
    private final long until;
    private final Queue<SpentCall> calls;
    private final Random random;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private volatile boolean gone;

    /**
     * Creates a client.
     *
     * @param until the time of the last call, by {@link System#nanoTime}
     * @param calls receives the calls when they have ended
     */
    SpendingClient(URI gateway, double perSecond, long until, Queue<SpentCall> calls, long seed) {
        this.gateway = gateway.resolve("/v1/chat/completions");
        this.perSecond = perSecond;
        this.until = until;
        this.calls = calls;
        this.random = new Random(seed);
    }

    void stop() {
        gone = true;
    }

    /** Makes calls without a tenant one after the other, which no limit counts, so that the gateway is compiled. */
    void warmUp(int number) throws IOException, InterruptedException {
        for (int i = 0; i < number; i++) {
            http.send(request(INPUT, OUTPUT, 0).build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    private HttpRequest.Builder request(int input, int output, int wait) {
        String asked = "wait=" + wait + " input=" + input + " output=" + output + " ";
        String text = asked + "x".repeat(Math.max(0, CHARACTERS * input - asked.length()));
        return HttpRequest.newBuilder(gateway)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\": \"chat\", \"max_tokens\": " + OUTPUT
                        + ", \"messages\": [{\"role\": \"user\", \"content\": \"" + text + "\"}]}"));
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        for (long i = 0; !gone; i++) {
            long at = begin + (long) (i * 1e9 / perSecond);
            if (at - until >= 0) {
                return;
            }
            LockSupport.parkNanos(at - System.nanoTime());
            call();
        }
    }

    private void call() {
        int input = INPUT / 2 + random.nextInt(INPUT);
        int output = OUTPUT / 2 + random.nextInt(OUTPUT / 2);
        int wait = 50 + random.nextInt(300);
        HttpRequest request =
                request(input, output, wait).header("X-Router-Tenant", "acme").build();
        long start = System.currentTimeMillis();
        long began = System.nanoTime();
        var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, error) -> {
                    long took = System.nanoTime() - began;
                    int status = response == null ? 0 : response.statusCode();
                    long provider = status == 200 ? TimeUnit.MILLISECONDS.toMicros(wait) : 0;
                    long added = TimeUnit.NANOSECONDS.toMicros(took) - provider;
                    calls.add(new SpentCall(start, System.currentTimeMillis(), input, output, added, status));
                });
    }
}
