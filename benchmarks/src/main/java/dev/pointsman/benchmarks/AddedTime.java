package dev.pointsman.benchmarks;

import dev.pointsman.testkit.FaultyProvider;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The time that the gateway adds to a stream's first token: the provider alone, behind a bare proxy and behind the
 * gateway, by turns, in one run; once soon after the start and once when the compiler has settled.
 */
public final class AddedTime {
    private static final int MEASURED = 4_000;

    /** The first table is of a gateway that has just started and is still being compiled, the second of one that runs. */
    private static final int[] WARM_UPS = {3_000, 15_000};

    private static final double[] QUANTILES = {.5, .9, .99};
    private static final String BODY = """
            {"model": "MODEL", "stream": true, "messages": [{"role": "user", "content": "hello"}]}""";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private AddedTime() {}

    /**
     * Measures and prints two tables.
     *
     * @param arguments none
     * @throws Exception if a request fails
     */
    public static void main(String[] arguments) throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().tokens(20).start();
                EmbeddedServer gateway = ApplicationContext.run(EmbeddedServer.class, configuration(provider))) {
            new AddedTime()
                    .compare(List.of(
                            new Way("provider alone", request(provider.url(), "m")),
                            new Way("bare proxy", request(gateway.getURL() + BareProxy.PATH, "m")),
                            new Way("gateway", request(gateway.getURL() + "/v1", "chat"))));
        }
    }

    /** A way to the same answer. */
    private record Way(String name, HttpRequest request) {}

    private void compare(List<Way> ways) throws IOException, InterruptedException {
        int answered = 0;
        for (int warmUp : WARM_UPS) {
            for (; answered < warmUp; answered++) {
                askAll(ways);
            }
            System.out.println("after " + answered + " answers each");
            print(ways, measure(ways));
            answered += MEASURED;
        }
    }

    private long[][] measure(List<Way> ways) throws IOException, InterruptedException {
        long[][] taken = new long[ways.size()][MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long[] now = askAll(ways);
            for (int way = 0; way < now.length; way++) {
                taken[way][i] = now[way];
            }
        }
        for (long[] one : taken) {
            Arrays.sort(one);
        }
        return taken;
    }

    private static void print(List<Way> ways, long[][] taken) {
        System.out.println("time to first token, ms | p50 | p90 | p99 | added: p50 | p90 | p99");
        for (int way = 0; way < taken.length; way++) {
            System.out.println(line(ways.get(way).name(), taken[way], taken[0]));
        }
    }

    private long[] askAll(List<Way> ways) throws IOException, InterruptedException {
        long[] taken = new long[ways.size()];
        for (int way = 0; way < taken.length; way++) {
            taken[way] = firstToken(ways.get(way).request());
        }
        return taken;
    }

    private static String line(String name, long[] taken, long[] alone) {
        StringBuilder line = new StringBuilder(name);
        for (double quantile : QUANTILES) {
            line.append(String.format(" | %.3f", taken[(int) (quantile * MEASURED)] / 1e6));
        }
        for (double quantile : QUANTILES) {
            int at = (int) (quantile * MEASURED);
            line.append(String.format(" | %.3f", (taken[at] - alone[at]) / 1e6));
        }
        return line.toString();
    }

    /** Nanoseconds to the first event with a token; the rest of the answer is read too. */
    private long firstToken(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long first = 0;
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (Reader reader = new InputStreamReader(response.body(), StandardCharsets.UTF_8);
                BufferedReader lines = new BufferedReader(reader)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (first == 0 && line.contains("tok0")) {
                    first = System.nanoTime() - start;
                }
            }
        }
        if (first == 0) {
            throw new IOException("no token: " + response.statusCode());
        }
        return first;
    }

    private static HttpRequest request(String url, String model) {
        return HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY.replace("MODEL", model)))
                .build();
    }

    private static Map<String, Object> configuration(FaultyProvider provider) {
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.port", -1);
        all.put(BareProxy.TARGET, provider.url());
        all.put("pointsman.providers.p.wire", "openai");
        all.put("pointsman.providers.p.url", provider.url());
        all.put("pointsman.models[0].id", "m");
        all.put("pointsman.models[0].provider", "p");
        all.put("pointsman.pools.chat.primary[0]", "m");
        return all;
    }
}
