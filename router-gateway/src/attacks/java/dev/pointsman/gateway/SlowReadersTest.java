package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.GatewayProcess.Collection;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that read slowly or not at all cost the gateway neither memory nor the other callers' time. */
class SlowReadersTest {
    private static final int HEAP = 256; // MB
    private static final int SLOW = 50;
    private static final int CALLERS = 20;
    private static final double WINDOW = 4; // seconds
    private static final int WINDOWS = 3;
    /** What the sockets of both connections hold at most, generously. */
    private static final long HELD = 40L << 20;

    @TempDir
    private Path folder;

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** One call of another caller: when it began, by the gateway's clock, and how long it took. */
    private record Call(double second, double millis, boolean whole) {}

    @Test
    void fiftySlowReadersOf200MegabytesAreBoundedAndTheOtherCallersNoticeNothing() throws Exception {
        try (GeneratingProvider provider = new GeneratingProvider(5, 5);
                GatewayProcess gateway = new GatewayProcess(folder, HEAP, provider.url())) {
            List<Thread> callers = callers(gateway);
            Thread.sleep(6_000); // until the code is compiled
            double before = gateway.uptime();
            Thread.sleep((long) (1000 * WINDOW * WINDOWS));
            double during = gateway.uptime();
            for (int i = 0; i < SLOW; i++) {
                Socket socket = gateway.unread("bulk");
                if (i % 2 == 0) {
                    trickle(socket);
                }
            }
            Thread.sleep((long) (1000 * WINDOW * WINDOWS));
            double end = gateway.uptime();
            over = true;
            for (Thread caller : callers) {
                caller.join();
            }
            List<Collection> heap = gateway.collections();
            SlowReadersPicture.write(
                    heap,
                    calls.stream()
                            .map(c -> new double[] {c.second(), c.millis()})
                            .toList(),
                    during,
                    Path.of("target", "slow-readers.png"));
            System.out.printf(
                    "slow readers: p99 before %.1f ms, during %.1f ms; heap after collections at most %d of %d MB; %d calls%n",
                    p99(before, during),
                    p99(during, end),
                    heap.stream().mapToInt(Collection::after).max().orElse(0),
                    HEAP,
                    calls.size());

            assertThat(gateway.isAlive()).isTrue();
            assertThat(gateway.log()).doesNotContain("java.lang.OutOfMemoryError");
            assertThat(calls).as("calls of the other callers").isNotEmpty().allMatch(Call::whole);
            assertThat(p99(during, end)).isLessThan(p99(before, during) + 50);
            assertThat(provider.bulkStreams).hasSize(SLOW).allMatch(sent -> sent.get() < HELD);
            assertThat(heap).allMatch(collection -> collection.after() < HEAP * 3 / 4);
        }
    }

    @Test
    void aThousandStreamsWithTenThatAreNotReadAreWhole() throws Exception {
        try (GeneratingProvider provider = new GeneratingProvider(20, 100);
                GatewayProcess gateway = new GatewayProcess(folder, HEAP, provider.url())) {
            gateway.stream("chat").join();
            for (int i = 0; i < 10; i++) {
                gateway.unread("bulk");
            }
            List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
            for (int i = 0; i < 990; i++) {
                streams.add(gateway.stream("chat"));
                Thread.sleep(2);
            }
            for (CompletableFuture<HttpResponse<String>> stream : streams) {
                assertThat(stream.join().body()).endsWith("data: [DONE]\n\n");
            }
            assertThat(gateway.isAlive()).isTrue();
            assertThat(gateway.log()).doesNotContain("java.lang.OutOfMemoryError");
        }
    }

    private List<Thread> callers(GatewayProcess gateway) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> call(gateway), "caller-" + i);
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    private void call(GatewayProcess gateway) {
        while (!over) {
            double second = gateway.uptime();
            long start = System.nanoTime();
            boolean whole;
            try {
                HttpResponse<String> response = gateway.stream("chat").join();
                whole = response.statusCode() == 200 && response.body().endsWith("data: [DONE]\n\n");
            } catch (RuntimeException failed) {
                whole = false;
            }
            calls.add(new Call(second, (System.nanoTime() - start) / 1e6, whole));
            pause(200);
        }
    }

    /** Reads 1 KB now and then. */
    private static void trickle(Socket socket) {
        Thread reader = new Thread(() -> {
            byte[] piece = new byte[1024];
            try (InputStream in = socket.getInputStream()) {
                while (in.read(piece) >= 0) {
                    pause(200);
                }
            } catch (IOException closed) {
                // the end of the test
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The median of the windows' 99th percentiles, in milliseconds: one window may fall into a pause of the machine. */
    private double p99(double from, double to) {
        double[] windows = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            double begin = from + i * (to - from) / WINDOWS;
            double end = from + (i + 1) * (to - from) / WINDOWS;
            double[] millis = calls.stream()
                    .filter(call -> call.second() >= begin && call.second() < end)
                    .mapToDouble(Call::millis)
                    .sorted()
                    .toArray();
            windows[i] = millis[(int) (0.99 * (millis.length - 1))];
        }
        Arrays.sort(windows);
        return windows[WINDOWS / 2];
    }
}
