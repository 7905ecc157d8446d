package dev.pointsman.benchmarks;

import dev.pointsman.testkit.FaultyProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Comparison of builds of the gateway: processor time of each process per call, whole answers and streams of 20 tokens.
 * All run at once and are called in turn in short rounds, so that other load on the machine affects all alike; the
 * tables show the least and the median of each build, the ratio of the least to the first build's, and the median of each
 * round's ratio. Compiler threads are not counted. Linux only.
 */
public final class GatewayCost {
    private static final int DEFAULT_ROUNDS = 15;
    private static final int WARM_UP_ROUNDS = 40; // fewer compare the progress of the compilers
    private static final int WHOLE_PER_ROUND = 2_000;
    private static final int STREAMS_PER_ROUND = 1_000;
    private static final int TOKENS = 20;

    private final List<GatewayJar> gateways;
    private final List<String> names;
    private final int rounds;

    private GatewayCost(List<GatewayJar> gateways, List<String> names, int rounds) {
        this.gateways = gateways;
        this.names = names;
        this.rounds = rounds;
    }

    /**
     * Measures and prints two tables.
     *
     * @param arguments jars of the gateway, the reference first, each with options of its virtual machine after commas;
     *     the system property {@code rounds} sets the number of rounds
     * @throws Exception if a gateway does not start or a call fails
     */
    public static void main(String[] arguments) throws Exception {
        Path configuration = Files.createTempFile("gateway-cost", ".yml");
        List<GatewayJar> gateways = new ArrayList<>();
        try (FaultyProvider provider = FaultyProvider.openAi().tokens(TOKENS).start()) {
            Files.writeString(configuration, configuration(provider.url()));
            for (String argument : arguments) {
                List<String> parts = List.of(argument.split(",", -1));
                gateways.add(GatewayJar.start(Path.of(parts.get(0)), configuration, parts.subList(1, parts.size())));
            }
            GatewayCost cost =
                    new GatewayCost(gateways, List.of(arguments), Integer.getInteger("rounds", DEFAULT_ROUNDS));
            cost.compare("whole answer", WHOLE_PER_ROUND, false);
            cost.compare("stream of " + TOKENS + " tokens", STREAMS_PER_ROUND, true);
        } finally {
            for (GatewayJar gateway : gateways) {
                gateway.close();
            }
            Files.delete(configuration);
        }
    }

    private void compare(String what, int calls, boolean stream) throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(calls, stream, round);
        }
        double[][] taken = new double[gateways.size()][rounds];
        double[][] ratios = new double[gateways.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            double[] now = measure(calls, stream, round);
            for (int i = 0; i < now.length; i++) {
                taken[i][round] = now[i];
                ratios[i][round] = now[i] / now[0];
            }
        }
        System.out.println(what + " | processor time per call, us: least | median | ratio of least | median ratio");
        double reference = least(taken[0]);
        for (int i = 0; i < taken.length; i++) {
            double least = least(taken[i]);
            System.out.printf(
                    "%s | %.1f | %.1f | %.3f | %.3f%n",
                    names.get(i), least, median(taken[i]), least / reference, median(ratios[i]));
        }
    }

    /** Returns the processor time per call of each gateway in microseconds; another one comes first in each round. */
    private double[] measure(int calls, boolean stream, int round) throws Exception {
        double[] taken = new double[gateways.size()];
        for (int i = 0; i < taken.length; i++) {
            int at = (i + round) % taken.length;
            GatewayJar gateway = gateways.get(at);
            long start = gateway.processorNanos();
            gateway.call(calls, stream);
            taken[at] = (gateway.processorNanos() - start) / 1e3 / calls;
        }
        return taken;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String configuration(String url) {
        return """
                pointsman:
                  providers: { p: { wire: openai, url: "%s" } }
                  models: [ { id: m, provider: p, price: { input: 1, output: 2 } } ]
                  pools: { chat: { primary: [m] } }
                """.formatted(url);
    }
}
