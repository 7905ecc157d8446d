package dev.pointsman.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.testkit.internal.redis.ExactCounter;
import dev.pointsman.testkit.internal.redis.FaultyLink;
import dev.pointsman.testkit.internal.redis.RedisServer;
import io.lettuce.core.RedisClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Four processes and one Redis: 200 calls a second against a budget and a limit of tokens, while an instance is killed and
 * started again, Redis hangs, and then takes 2 s for each answer. Times are shares of the whole, which is 120 s by default.
 */
public final class SpendingShow {
    private static final int INSTANCES = 4;
    private static final int CALLS = 200;
    private static final double TOKENS_OF_A_CALL = 950;
    private static final double MICROS_OF_A_CALL = 4_650;

    private final long seconds;
    private final long period;
    private final long tokens;
    private final long micros;
    private long awayFrom;
    private long awayUntil;
    private final List<Thread> readers = new ArrayList<>();
    private final List<String[]> lines = new CopyOnWriteArrayList<>();

    /** The figures of a run. */
    record Figures(
            long calls,
            long tokenOver,
            long tokenOverAway,
            double tokenPhantom,
            double budgetUsed,
            double budgetPhantom,
            double slowest) {}

    SpendingShow(long seconds) {
        this.seconds = seconds;
        this.period = Math.max(5, seconds / 4);
        this.tokens = (long) (CALLS * period * TOKENS_OF_A_CALL * 0.9);
        this.micros = (long) (CALLS * seconds * MICROS_OF_A_CALL * 0.75);
    }

    public static void main(String[] args) throws Exception {
        new SpendingShow(args.length == 0 ? 120 : Long.parseLong(args[0])).run();
    }

    Figures run() throws Exception {
        Path folder = Files.createTempDirectory("spending");
        try (RedisServer server = RedisServer.start(folder);
                FaultyLink link = new FaultyLink(server)) {
            long begin = System.nanoTime();
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                processes.add(start(link, "instance-" + i, seconds * 1_000));
            }
            until(begin, .17);
            processes.get(2).toHandle().destroyForcibly();
            until(begin, .21);
            processes.add(start(link, "instance-again", seconds * 790));
            until(begin, .33);
            awayFrom = System.currentTimeMillis();
            server.hang();
            until(begin, .5);
            server.resume();
            awayUntil = System.currentTimeMillis() + 1_000;
            until(begin, .58);
            link.delayAnswers(Math.min(2_000, seconds * 17));
            until(begin, .75);
            link.delayAnswers(0);
            for (Process process : processes) {
                process.waitFor();
            }
            for (Thread reader : readers) {
                reader.join();
            }
            return report(server);
        }
    }

    private void until(long begin, double share) throws InterruptedException {
        Thread.sleep(Math.max(0, (long) (seconds * 1_000 * share) - (System.nanoTime() - begin) / 1_000_000));
    }

    private Process start(FaultyLink link, String name, long millis) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpendingInstance.class.getName(),
                        link.uri(),
                        name,
                        Long.toString(millis),
                        Integer.toString(CALLS / INSTANCES),
                        Double.toString(micros / 1e6),
                        Long.toString(tokens),
                        Long.toString(period))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(() -> read(process));
        reader.start();
        readers.add(reader);
        return process;
    }

    private void read(Process process) {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] fields = line.split(" ");
                if (fields.length == 8) { // the last line of a killed process may be cut
                    lines.add(fields);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Figures report(RedisServer server) {
        List<ExactCounter.Call> byTokens =
                lines.stream().map(line -> call(line, 2)).toList();
        List<ExactCounter.Call> byCost =
                lines.stream().map(line -> call(line, 4)).toList();
        ExactCounter limit = new ExactCounter(tokens, period * 1_000, begun(server));
        ExactCounter budget = new ExactCounter(micros, Long.MAX_VALUE / 4, 0);
        double tokenPhantom =
                100.0 * limit.refusedWithoutNeed(byTokens, reason("tok")) / tokens / ((double) seconds / period);
        double budgetPhantom = 100.0 * budget.refusedWithoutNeed(byCost, reason("bud")) / micros;
        long spent = byCost.stream()
                .filter(ExactCounter.Call::served)
                .mapToLong(ExactCounter.Call::used)
                .sum();
        double slowest =
                lines.stream().mapToLong(line -> Long.parseLong(line[6])).max().orElse(0) / 1_000.0;
        Figures figures = new Figures(
                lines.size(),
                limit.overspent(byTokens, this::isAway),
                limit.overspent(byTokens, time -> false),
                tokenPhantom,
                100.0 * spent / micros,
                budgetPhantom,
                slowest);
        System.out.printf(
                "%d s, %d instances, %d calls, of which served %d%n",
                seconds,
                INSTANCES,
                lines.size(),
                byTokens.stream().filter(ExactCounter.Call::served).count());
        System.out.printf("| what | figure |%n|---|---|%n");
        System.out.printf("| spent of the budget of $%.2f | %.2f %% |%n", micros / 1e6, figures.budgetUsed());
        System.out.printf(
                "| refused for the budget | %d calls, without need %.2f %% of it |%n",
                count(reason("bud")), figures.budgetPhantom());
        System.out.printf(
                "| most over the limit of %d tokens in %d s | %d (%.2f %%) |%n",
                tokens, period, figures.tokenOver(), 100.0 * figures.tokenOver() / tokens);
        System.out.printf(
                "| the same in the periods without Redis, where all calls are admitted | %d (%.2f %%) |%n",
                figures.tokenOverAway(), 100.0 * figures.tokenOverAway() / tokens);
        System.out.printf(
                "| refused for the tokens | %d calls, without need %.2f %% of the limit in each period |%n",
                count(reason("tok")), figures.tokenPhantom());
        System.out.printf("| slowest call, without its provider | %.1f ms |%n", figures.slowest());
        return figures;
    }

    private boolean isAway(long time) {
        return time >= awayFrom && time < awayUntil;
    }

    private String reason(String part) {
        return lines.stream()
                .map(line -> line[7])
                .filter(reason -> reason.contains(part))
                .findFirst()
                .orElse("none");
    }

    private long count(String reason) {
        return lines.stream().filter(line -> line[7].equals(reason)).count();
    }

    private static ExactCounter.Call call(String[] line, int amounts) {
        return new ExactCounter.Call(
                Long.parseLong(line[0]),
                Long.parseLong(line[1]),
                Long.parseLong(line[amounts]),
                Long.parseLong(line[amounts + 1]),
                line[7]);
    }

    /** Returns the beginning of the periods of the limit of tokens, by the server. */
    private static long begun(RedisServer server) {
        RedisClient client = RedisClient.create(server.uri());
        try {
            var commands = client.connect().sync();
            String key = commands.keys("show:usage:*/tokens/*").get(0);
            Map<String, String> fields = commands.hgetall(key);
            return Long.parseLong(fields.get("began"));
        } finally {
            client.shutdown();
        }
    }
}
