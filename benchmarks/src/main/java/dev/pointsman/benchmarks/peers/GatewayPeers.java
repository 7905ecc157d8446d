package dev.pointsman.benchmarks.peers;

import dev.pointsman.benchmarks.peers.PeerConnection.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measurement of the gateway beside nginx, a bare Micronaut proxy, Spring Cloud Gateway and Portkey, each in a process of
 * its own in front of one provider, in one run: processor time per call of the process as the operating system counts it,
 * compilers and garbage collection included; the time that it adds to the first byte of the body and to its end beside
 * the provider alone; and its memory. Linux only.
 */
public final class GatewayPeers {
    private static final int COLD = 1_000;
    private static final long QUICK = TimeUnit.SECONDS.toNanos(3); // at most, for each kind of answer and connections
    private static final long FULL = TimeUnit.SECONDS.toNanos(15);
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);

    private final CannedProvider provider;
    private final PeerPrograms programs;
    private final String form;

    private GatewayPeers(CannedProvider provider, PeerPrograms programs, String form) {
        this.provider = provider;
        this.programs = programs;
        this.form = form;
    }

    /** A kind of answer: its name and request, and the calls of a quick measurement. */
    private record CannedAnswer(String name, String body, int calls) {}

    private static final List<CannedAnswer> ANSWERS = List.of(
            new CannedAnswer("JSON", "\"stream\":false", 3_000),
            new CannedAnswer("stream of 23 events", "\"stream\":true,\"user\":\"tokens 19 \"", 1_500),
            new CannedAnswer("stream of 500 events", "\"stream\":true,\"user\":\"tokens 496 \"", 128));

    /**
     * Measures and prints tables.
     *
     * @param arguments the gateway's jar, the folder of the installed peers, and {@code quick}, {@code full}, or
     *     {@code cold} for the start and the first calls beside settled streams over one connection
     * @throws Exception if a process does not start or a call fails
     */
    public static void main(String[] arguments) throws Exception {
        CannedProvider provider = new CannedProvider();
        System.setProperty("peers.provider", provider.address() + "/v1");
        PeerPrograms programs = new PeerPrograms(
                provider,
                Path.of(arguments[0]).toAbsolutePath(),
                Path.of(arguments[1]).toAbsolutePath());
        System.out.printf(
                "%s %s, %d processors%n%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().availableProcessors());
        new GatewayPeers(provider, programs, arguments[2]).measure();
        System.exit(0); // threads of the provider may wait for a peer
    }

    private void measure() throws Exception {
        Map<String, long[][]> alone = new LinkedHashMap<>();
        System.out.println(
                "peer | answer | connections | processor us per call | first p50, ms | p99 | end p50 | p99 | MB");
        time("provider alone", provider.port(), null, alone);
        for (Map.Entry<String, PeerPrograms.Starter> peer : programs.chosen().entrySet()) {
            long start = System.nanoTime();
            try (ProxyProcess process = peer.getValue().start(PeerPrograms.freePort())) {
                calls(process.port(), ANSWERS.get(0), 1, 1, QUICK);
                System.out.printf(
                        Locale.ROOT,
                        "%s | start to first answer | 1 | %.0f ms%n",
                        peer.getKey(),
                        (System.nanoTime() - start) / 1e6);
                time(peer.getKey(), process.port(), process, alone);
            }
        }
    }

    /** The provider alone has no process. */
    private void time(String name, int port, @Nullable ProxyProcess process, Map<String, long[][]> alone)
            throws Exception {
        long[][] first = calls(port, ANSWERS.get(1), 1, COLD, Long.MAX_VALUE);
        report(name, ANSWERS.get(1).name() + ", first 1,000", 1, first, 0, process, alone);
        boolean cold = form.equals("cold");
        boolean full = form.equals("full");
        long most = full ? FULL : QUICK;
        for (CannedAnswer answer : cold ? ANSWERS.subList(1, 2) : ANSWERS) {
            for (int round = 0; round < (full ? 12 : 4); round++) {
                calls(port, answer, CONNECTIONS.get(round % 3), answer.calls(), most);
            }
            for (int connections : cold ? List.of(1) : CONNECTIONS) {
                int calls = answer.calls() * (full ? 4 : 1);
                double before = process == null ? 0 : process.processorSeconds();
                long[][] taken = calls(port, answer, connections, calls, most);
                double spent = process == null ? 0 : process.processorSeconds() - before;
                report(name, answer.name(), connections, taken, spent * 1e6 / taken[0].length, process, alone);
            }
        }
    }

    /** Returns the sorted times to the first byte and to the end. */
    private static long[][] calls(int port, CannedAnswer answer, int connections, int calls, long most)
            throws Exception {
        long start = System.nanoTime();
        byte[] request = PeerConnection.request("{\"model\":\"chat\"," + answer.body()
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + "words of a question ".repeat(20) + "\"}]}");
        ExecutorService callers = Executors.newFixedThreadPool(connections);
        List<Timing> all = new ArrayList<>();
        try {
            List<Future<List<Timing>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(callers.submit(() -> {
                    List<Timing> own = new ArrayList<>();
                    try (PeerConnection connection = new PeerConnection(port)) {
                        int each = Math.max(1, calls / connections);
                        for (int k = 0; k < each && (k == 0 || System.nanoTime() - start < most); k++) {
                            own.add(connection.call(request));
                        }
                    }
                    return own;
                }));
            }
            for (Future<List<Timing>> one : running) {
                all.addAll(one.get());
            }
        } finally {
            callers.shutdownNow();
        }
        return new long[][] {
            all.stream().mapToLong(Timing::first).sorted().toArray(),
            all.stream().mapToLong(Timing::end).sorted().toArray()
        };
    }

    private static void report(
            String name,
            String answer,
            int connections,
            long[][] taken,
            double cost,
            @Nullable ProxyProcess process,
            Map<String, long[][]> alone)
            throws IOException {
        String key = answer + connections;
        if (process == null) {
            alone.put(key, taken);
        }
        long[][] reference = Objects.requireNonNull(alone.get(key));
        StringBuilder line = new StringBuilder(name)
                .append(" | ")
                .append(answer)
                .append(" | ")
                .append(connections);
        line.append(cost == 0 ? " | " : String.format(Locale.ROOT, " | %.0f", cost));
        for (int kind = 0; kind < 2; kind++) {
            for (double quantile : new double[] {.5, .99}) {
                double own = at(taken[kind], quantile) - (process == null ? 0 : at(reference[kind], quantile));
                line.append(String.format(Locale.ROOT, " | %.3f", own / 1e6));
            }
        }
        line.append(process == null ? " | " : String.format(Locale.ROOT, " | %.0f", process.megabytes()));
        System.out.println(line);
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))];
    }
}
