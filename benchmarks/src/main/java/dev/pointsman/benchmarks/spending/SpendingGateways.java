package dev.pointsman.benchmarks.spending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.benchmarks.GatewayJar;
import dev.pointsman.testkit.internal.redis.ExactCounter;
import dev.pointsman.testkit.internal.redis.FaultyLink;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Four gateways in processes of their own and one Redis: calls against a budget and a limit of tokens, while a gateway is
 * killed and started again, Redis hangs, and then takes 2 s for each answer. Times are shares of the whole.
 */
public final class SpendingGateways {
    private static final int GATEWAYS = 4;
    private static final double TOKENS_OF_A_CALL = 950;
    private static final double MICROS_OF_A_CALL = 4_650;
    private static final int WARM_UP = 300;
    private static final double DRAINED = 4; // seconds after the last call
    private static final Pattern BEGAN = Pattern.compile("began\\r\\n\\$\\d+\\r\\n(\\d+)");

    private final Path jar;
    private final long seconds;
    private final int perSecond;
    private final long period;
    private final long tokens;
    private final long micros;
    private final Queue<SpentCall> calls = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private long begin;

    private SpendingGateways(Path jar, long seconds, int perSecond) {
        this.jar = jar;
        this.seconds = seconds;
        this.perSecond = perSecond;
        this.period = Math.max(5, seconds / 4);
        this.tokens = (long) (perSecond * period * TOKENS_OF_A_CALL * 0.9);
        this.micros = (long) (perSecond * seconds * MICROS_OF_A_CALL * 0.75);
    }

    /**
     * Runs it and prints a table.
     *
     * @param args the gateway's jar, the seconds (120 by default), the calls per second (200 by default)
     * @throws Exception if a process cannot be started
     */
    public static void main(String[] args) throws Exception {
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 120;
        int perSecond = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        new SpendingGateways(Path.of(args[0]), seconds, perSecond).run();
        System.exit(0); // the threads of HTTP clients
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("spending");
        List<GatewayJar> gateways = new ArrayList<>();
        try (SpendingProvider provider = new SpendingProvider();
                RedisServer server = RedisServer.start(folder);
                FaultyLink link = new FaultyLink(server)) {
            Path configuration = configuration(folder, provider, link);
            for (int i = 0; i < GATEWAYS; i++) {
                gateways.add(GatewayJar.start(jar, configuration));
            }
            for (GatewayJar gateway : gateways) {
                new SpendingClient(gateway.address(), 0, 0, calls, 0).warmUp(WARM_UP);
            }
            begin = System.nanoTime();
            provider.begin();
            List<SpendingClient> own = new ArrayList<>();
            for (GatewayJar gateway : gateways) {
                own.add(start(gateway.address()));
            }
            until(.17);
            gateways.get(2).kill();
            own.get(2).stop();
            until(.21);
            GatewayJar again = GatewayJar.start(jar, configuration);
            gateways.add(again);
            start(again.address());
            until(.33);
            server.hang();
            until(.5);
            server.resume();
            until(.58);
            link.delayAnswers(Math.min(2_000, seconds * 17));
            until(.75);
            link.delayAnswers(0);
            for (Thread client : clients) {
                client.join();
            }
            until(1 + DRAINED / seconds);
            report(provider, server);
        } finally {
            for (GatewayJar gateway : gateways) {
                gateway.close();
            }
        }
    }

    private Path configuration(Path folder, SpendingProvider provider, FaultyLink link) throws IOException {
        return Files.writeString(
                folder.resolve("gateway.yml"), """
                pointsman:
                  providers: { mock: { wire: openai, url: "%s" } }
                  models: [ { id: m, provider: mock, price: { input: 3, output: 15 } } ]
                  pools: { chat: { primary: [m] } }
                  state: { redis: "%s", prefix: show }
                  tenants:
                    acme:
                      limits: { tokens: %d/%ds }
                      budgets: [ { usd: %s, per: day } ]
                """.formatted(provider.url(), link.uri(), tokens, period, micros / 1e6));
    }

    private SpendingClient start(URI gateway) {
        long end = begin + seconds * 1_000_000_000;
        SpendingClient client = new SpendingClient(gateway, (double) perSecond / GATEWAYS, end, calls, clients.size());
        Thread thread = new Thread(client);
        clients.add(thread);
        thread.start();
        return client;
    }

    private void until(double share) throws InterruptedException {
        Thread.sleep(Math.max(0, (long) (seconds * 1_000 * share) - (System.nanoTime() - begin) / 1_000_000));
    }

    private void report(SpendingProvider provider, RedisServer server) throws IOException {
        List<SpentCall> ended = new ArrayList<>(calls);
        long periodsBegan = began(server);
        ExactCounter limit = new ExactCounter(tokens, period * 1_000, periodsBegan);
        ExactCounter budget = new ExactCounter(micros, Long.MAX_VALUE / 4, 0);
        List<ExactCounter.Call> byTokens = ended.stream().map(SpentCall::tokens).toList();
        List<ExactCounter.Call> byCost = ended.stream().map(SpentCall::cost).toList();
        double periods = (double) seconds / period;
        System.out.printf("%d gateways, %d calls a second for %d s%n", GATEWAYS, perSecond, seconds);
        System.out.printf("| figure | value |%n|---|---|%n");
        System.out.printf(
                "| calls, of which served, broken | %d, %d, %d |%n", ended.size(), count(ended, 200), count(ended, 0));
        System.out.printf(
                "| spent of the budget of $%.2f, as the provider counts | %.2f %% |%n",
                micros / 1e6, 100.0 * provider.micros() / micros);
        System.out.printf(
                "| refused for the budget (402), of these without need | %d, %.2f %% of the budget |%n",
                count(ended, 402), 100.0 * budget.refusedWithoutNeed(byCost, "402") / micros);
        System.out.printf(
                "| most over the limit of %d tokens in %d s | %.2f %% |%n",
                tokens, period, 100.0 * limit.overspent(byTokens, time -> false) / tokens);
        System.out.printf(
                "| refused for the tokens (429), of these without need in each period | %d, %.2f %% of the limit |%n",
                count(ended, 429), 100.0 * limit.refusedWithoutNeed(byTokens, "429") / tokens / periods);
        System.out.printf(
                "| other statuses | %s |%n",
                ended.stream()
                        .map(SpentCall::status)
                        .filter(status -> status != 200 && status != 402 && status != 429 && status != 0)
                        .distinct()
                        .toList());
        long[] added = ended.stream().mapToLong(SpentCall::added).sorted().toArray();
        System.out.printf(
                "| time beside the provider's: median, 99th of 100, slowest | %.1f, %.1f, %.1f ms |%n",
                added[added.length / 2] / 1e3, added[(int) (added.length * .99)] / 1e3, added[added.length - 1] / 1e3);
    }

    private static long count(List<SpentCall> calls, int status) {
        return calls.stream().filter(call -> call.status() == status).count();
    }

    /** Returns the beginning of the periods of the limit of tokens, by the server. */
    private static long began(RedisServer server) throws IOException {
        URI address = URI.create(server.uri());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(2_000);
            String keys = ask(socket, "KEYS show:usage:*/tokens/*\r\n");
            String key = keys.lines()
                    .filter(line -> line.startsWith("show:"))
                    .findFirst()
                    .orElseThrow();
            Matcher found = BEGAN.matcher(ask(socket, "HGETALL " + key + "\r\n"));
            if (!found.find()) {
                throw new IOException(key + ": no period (expected: one)");
            }
            return Long.parseLong(found.group(1));
        }
    }

    private static String ask(Socket socket, String command) throws IOException {
        socket.getOutputStream().write(command.getBytes(UTF_8));
        byte[] answer = new byte[1 << 16];
        int length = socket.getInputStream().read(answer); // short enough for one packet
        return new String(answer, 0, Math.max(0, length), UTF_8);
    }
}
