package dev.pointsman.benchmarks.peers;

import dev.pointsman.benchmarks.peers.PeerConnection.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kind of answer that is asked for over several connections at once.
 *
 * @param name its name in the table
 * @param body fields of the request that decide it
 * @param calls the calls of one round
 * @param warmUp the calls after which a process with a JIT compiler is taken for settled
 */
record PeerCalls(String name, String body, int calls, int warmUp) {
    static final PeerCalls JSON = new PeerCalls("JSON", "\"stream\":false", 2_000, 80_000);
    static final PeerCalls STREAM =
            new PeerCalls("stream of 23 events", "\"stream\":true,\"user\":\"tokens 19 \"", 800, 30_000);
    static final PeerCalls LONG_STREAM =
            new PeerCalls("stream of 500 events", "\"stream\":true,\"user\":\"tokens 496 \"", 64, 1_600);

    /**
     * Calls a server until so many calls have been made or the time has passed, at least once for each connection.
     *
     * @param port the server's port
     * @param connections the number of connections, each with a thread of its own
     * @param count the number of calls of all connections
     * @param most nanoseconds after which no further call begins
     * @return the times of all calls
     * @throws Exception if a call fails
     */
    List<Timing> make(int port, int connections, int count, long most) throws Exception {
        long start = System.nanoTime();
        byte[] request = PeerConnection.request("{\"model\":\"chat\"," + body
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + "words of a question ".repeat(20) + "\"}]}");
        ExecutorService callers = Executors.newFixedThreadPool(connections);
        List<Timing> all = new ArrayList<>();
        try {
            List<Future<List<Timing>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(callers.submit(() -> {
                    List<Timing> own = new ArrayList<>();
                    try (PeerConnection connection = new PeerConnection(port)) {
                        int each = Math.max(1, count / connections);
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
        return all;
    }
}
