package dev.pointsman.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measurement of the gateway beside nginx, a bare Micronaut proxy, Spring Cloud Gateway and Portkey, each in a process of
 * its own in front of one provider: processor time per call of the process as the operating system counts it; the time
 * that it adds to the first byte of the body and to its end beside the provider alone; and its memory. All run at once
 * and are called by turns in short rounds after a warm-up, so that other load on the machine affects all alike. Linux
 * only.
 */
public final class GatewayPeers {
    private static final int COLD = 1_000;
    private static final long MOST_COLD = TimeUnit.SECONDS.toNanos(12);
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final List<PeerCalls> ANSWERS = List.of(PeerCalls.JSON, PeerCalls.STREAM, PeerCalls.LONG_STREAM);

    private final CannedProvider provider;
    private final PeerPrograms programs;
    private final Form form;

    private GatewayPeers(CannedProvider provider, PeerPrograms programs, Form form) {
        this.provider = provider;
        this.programs = programs;
        this.form = form;
    }

    /** Extent of a measurement: its rounds, and seconds at most of a round and of the warm-up for a kind of answer. */
    private enum Form {
        QUICK(5, .3, 18),
        FULL(15, 1, 60),
        COLD(5, 1, 25);

        private final int rounds;
        private final long round;
        private final long warmUp;

        Form(int rounds, double round, double warmUp) {
            this.rounds = rounds;
            this.round = nanos(round);
            this.warmUp = nanos(warmUp);
        }

        private static long nanos(double seconds) {
            return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        }
    }

    /**
     * Measures and prints a table.
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
        new GatewayPeers(provider, programs, Form.valueOf(arguments[2].toUpperCase(Locale.ROOT))).measure();
        System.exit(0); // threads of the provider may wait for a peer
    }

    private void measure() throws Exception {
        System.out.println(
                "peer | answer | connections | processor us per call | of these compilers | over the first peer"
                        + " | first p50, ms | p99 | end p50 | p99 | MB");
        List<MeasuredPeer> peers = new ArrayList<>(List.of(new MeasuredPeer("provider alone", provider.port(), null)));
        try {
            first(peers.get(0), peers.get(0));
            for (Map.Entry<String, PeerPrograms.Starter> program :
                    programs.chosen().entrySet()) {
                MeasuredPeer started = start(program.getKey(), program.getValue());
                peers.add(started);
                first(started, peers.get(0));
            }
            List<PeerCalls> answers = form == Form.COLD ? List.of(PeerCalls.STREAM) : ANSWERS;
            for (PeerCalls answer : answers) { // all of them first: they share code
                warmUp(peers, answer);
            }
            for (PeerCalls answer : answers) {
                compare(peers, answer, form == Form.COLD ? List.of(1) : CONNECTIONS);
            }
        } finally {
            peers.forEach(MeasuredPeer::close);
        }
    }

    private static MeasuredPeer start(String name, PeerPrograms.Starter starter) throws Exception {
        long start = System.nanoTime();
        ProxyProcess process = starter.start(PeerPrograms.freePort());
        PeerCalls.JSON.make(process.port(), 1, 1, Long.MAX_VALUE);
        System.out.printf(
                Locale.ROOT, "%s | start to first answer | 1 | %.0f ms%n", name, (System.nanoTime() - start) / 1e6);
        return new MeasuredPeer(name, process.port(), process);
    }

    private static void first(MeasuredPeer peer, MeasuredPeer alone) throws Exception {
        PeerCalls calls = new PeerCalls(PeerCalls.STREAM.name() + ", first 1,000", PeerCalls.STREAM.body(), COLD, 0);
        peer.round(calls, 1, COLD, MOST_COLD);
        if (alone != peer) {
            alone.clear();
            alone.round(calls, 1, COLD, MOST_COLD);
        }
        System.out.println(peer.line(calls, 1, alone, alone));
        peer.clear();
    }

    private void warmUp(List<MeasuredPeer> peers, PeerCalls answer) throws Exception {
        for (MeasuredPeer peer : peers) {
            for (int part = 0; part < 4; part++) { // over all numbers of connections
                answer.make(
                        peer.port(),
                        CONNECTIONS.get(part % CONNECTIONS.size()),
                        answer.warmUp() / 4,
                        peer.isCompiled() ? form.warmUp / 4 : form.round);
            }
            peer.settle();
        }
    }

    private void compare(List<MeasuredPeer> peers, PeerCalls answer, List<Integer> connections) throws Exception {
        for (int each : connections) {
            peers.forEach(MeasuredPeer::clear);
            for (int round = 0; round < form.rounds; round++) {
                for (int i = 0; i < peers.size(); i++) { // another one comes first in each round
                    peers.get((i + round) % peers.size()).round(answer, each, answer.calls(), form.round);
                }
            }
            MeasuredPeer first = peers.get(Math.min(1, peers.size() - 1));
            for (MeasuredPeer peer : peers) {
                System.out.println(peer.line(answer, each, peers.get(0), first));
            }
        }
    }
}
