package dev.pointsman.benchmarks;

import dev.pointsman.testkit.FaultyProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Comparison of protocols: processor time of one gateway per streamed answer of 20 tokens, for pairs of client and
 * provider protocol. All pairs are called in turn in short rounds; the table shows the median of each, and the median of
 * each round's ratio to chat completions at a provider of the same protocol. Compiler threads are not counted. Linux
 * only.
 */
public final class ProtocolCost {
    private static final int DEFAULT_ROUNDS = 21;
    private static final int WARM_UP_ROUNDS = 40; // fewer compare the progress of the compilers
    private static final int STREAMS_PER_ROUND = 200;
    private static final int TOKENS = 20;
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String RESPONSES = "/v1/responses";

    /** Client protocol by path, and provider protocol by pool; the reference first. */
    private static final List<List<String>> ALL_PAIRS = List.of(
            List.of(CHAT, "openai"),
            List.of(MESSAGES, "anthropic"),
            List.of(RESPONSES, "openai-responses"),
            List.of(CHAT, "anthropic"),
            List.of(CHAT, "openai-responses"),
            List.of(CHAT, "gemini"),
            List.of(CHAT, "bedrock"),
            List.of(MESSAGES, "openai"),
            List.of(MESSAGES, "openai-responses"),
            List.of(MESSAGES, "gemini"),
            List.of(MESSAGES, "bedrock"),
            List.of(RESPONSES, "openai"),
            List.of(RESPONSES, "anthropic"),
            List.of(RESPONSES, "gemini"),
            List.of(RESPONSES, "bedrock"));

    private static final List<List<String>> PAIRS = ALL_PAIRS.subList(0, Integer.getInteger("pairs", ALL_PAIRS.size()));

    private ProtocolCost() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments the gateway's jar; the system properties {@code rounds} and {@code warm-up} set the numbers of
     *     rounds, {@code pairs} that of the pairs: with 3 those of the same protocol on both sides
     * @throws Exception if the gateway does not start or a call fails
     */
    public static void main(String[] arguments) throws Exception {
        Path configuration = Files.createTempFile("protocol-cost", ".yml");
        try (FaultyProvider openAi = FaultyProvider.openAi()
                        .tokens(TOKENS)
                        .pace(Duration.ZERO, Duration.ZERO)
                        .start();
                FaultyProvider responses = FaultyProvider.openAiResponses()
                        .tokens(TOKENS)
                        .pace(Duration.ZERO, Duration.ZERO)
                        .start();
                FaultyProvider anthropic = FaultyProvider.anthropic()
                        .tokens(TOKENS)
                        .pace(Duration.ZERO, Duration.ZERO)
                        .start();
                FaultyProvider gemini = FaultyProvider.gemini()
                        .tokens(TOKENS)
                        .pace(Duration.ZERO, Duration.ZERO)
                        .start();
                FaultyProvider bedrock = FaultyProvider.bedrock()
                        .tokens(TOKENS)
                        .pace(Duration.ZERO, Duration.ZERO)
                        .start()) {
            StringBuilder yaml = new StringBuilder("pointsman:\n  providers:\n");
            List<List<String>> providers = List.of(
                    List.of("openai", openAi.url()),
                    List.of("openai-responses", responses.url()),
                    List.of("anthropic", anthropic.url()),
                    List.of("gemini", gemini.url()),
                    List.of("bedrock", bedrock.url()));
            for (List<String> each : providers) {
                yaml.append(
                        "    %1$s: { wire: %1$s, url: \"%2$s\", api-key: key }%n".formatted(each.get(0), each.get(1)));
            }
            yaml.append("  models:\n");
            providers.forEach(each -> yaml.append("    - { id: m-%1$s, provider: %1$s }%n".formatted(each.get(0))));
            yaml.append("  pools:\n");
            providers.forEach(each -> yaml.append("    pool-%1$s: { primary: [m-%1$s] }%n".formatted(each.get(0))));
            Files.writeString(configuration, yaml);
            try (GatewayJar gateway = GatewayJar.start(Path.of(arguments[0]), configuration)) {
                compare(gateway);
            }
        } finally {
            Files.delete(configuration);
        }
    }

    private static void compare(GatewayJar gateway) throws Exception {
        for (int round = 0; round < Integer.getInteger("warm-up", WARM_UP_ROUNDS); round++) {
            measure(gateway, round);
        }
        int rounds = Integer.getInteger("rounds", DEFAULT_ROUNDS);
        double[][] taken = new double[PAIRS.size()][rounds];
        double[][] ratios = new double[PAIRS.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            double[] now = measure(gateway, round);
            for (int i = 0; i < now.length; i++) {
                taken[i][round] = now[i];
                ratios[i][round] = now[i] / now[0];
            }
        }
        System.out.println("client | provider | processor time per stream, us (median) | median ratio");
        for (int i = 0; i < taken.length; i++) {
            System.out.printf(
                    "%s | %s | %.1f | %.2f%n",
                    PAIRS.get(i).get(0), PAIRS.get(i).get(1), median(taken[i]), median(ratios[i]));
        }
    }

    /** Returns the processor time per stream of each pair in microseconds; another one comes first in each round. */
    private static double[] measure(GatewayJar gateway, int round) throws Exception {
        double[] taken = new double[PAIRS.size()];
        for (int i = 0; i < taken.length; i++) {
            int at = (i + round) % taken.length;
            String path = PAIRS.get(at).get(0);
            long start = gateway.processorNanos();
            gateway.call(
                    STREAMS_PER_ROUND, path, body(path, "pool-" + PAIRS.get(at).get(1)));
            taken[at] = (gateway.processorNanos() - start) / 1e3 / STREAMS_PER_ROUND;
        }
        return taken;
    }

    private static String body(String path, String pool) {
        String said = path.equals(RESPONSES)
                ? "\"store\":false,\"input\":[{\"role\":\"user\",\"content\":\"hello\"}]"
                : "\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]";
        return "{\"model\":\"" + pool + "\",\"stream\":true," + said + "}";
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
