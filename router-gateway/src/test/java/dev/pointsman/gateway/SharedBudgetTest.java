package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.internal.redis.FaultyLink;
import dev.pointsman.testkit.internal.redis.RedisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three gateways and one Redis spend a tenant's budget and another tenant's limit of tokens, while one is killed and Redis
 * hangs and then answers late. Its verdict depends on sums and on what is answered before what, not on times.
 */
@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class SharedBudgetTest {
    private static final int PROMPT = 200;
    private static final int ANSWER = 10;
    private static final int CALLS = 400; // that the budget and the limit cover
    private static final long TOKENS = PROMPT + ANSWER;
    private static final long MICROS = PROMPT * 3 + ANSWER * 15;
    private static final int ROUND = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60); // less than Redis' own
    private static final List<String> TENANTS = List.of("budgeted", "limited");
    private static final String BODY =
            "{\"model\":\"chat\",\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                    .formatted(ANSWER, "word ".repeat(PROMPT));

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>(); // by tenant and status
    private long slowest; // guarded by this

    @Test
    void theSumsHoldAlthoughOneIsKilledAndRedisHangsAndIsSlow() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi()
                        .promptTokens(PROMPT)
                        .tokens(ANSWER)
                        .start();
                RedisServer server = RedisServer.start(folder);
                FaultyLink link = new FaultyLink(server);
                SharedUsage usage = new SharedUsage(server)) {
            String configuration = configuration(provider, link);
            try (KillableGateway killed = KillableGateway.start(folder, configuration + "  instance: killed\n");
                    Gateway one = Gateway.start(configuration + "  instance: one\n");
                    Gateway other = Gateway.start(configuration + "  instance: other\n")) {
                String third = killed.awaitAddress();
                List<String> all = List.of(one.address(""), other.address(""), third);
                until(() ->
                        TENANTS.stream().allMatch(tenant -> all.stream().allMatch(to -> status(to, tenant) == 200)));
                spend(all, ROUND);
                until(() -> usage.spent("budgeted") == served("budgeted") * MICROS
                        && usage.spent("limited") == served("limited") * TOKENS);
                killed.kill();
                List<String> living = List.of(one.address(""), other.address(""));
                server.hang();
                spend(living, ROUND); // a call that waits for Redis has no answer before its client's timeout
                server.resume();
                spend(living, ROUND);
                link.delayAnswers(2 * TIMEOUT.toMillis());
                spend(living, ROUND);
                link.delayAnswers(0);
                int refused = 0;
                for (long end = deadline(); refused < 10 && System.nanoTime() < end; ) {
                    refused = spend(living, 2) == 0 ? refused + 1 : 0;
                }
                assertThat(refused).as("rounds of refusals at the end").isEqualTo(10);
                until(() -> usage.spent("budgeted") == served("budgeted") * MICROS
                        && usage.spent("limited") == served("limited") * TOKENS);
                print(provider.requestCount(), usage);
                holds("budgeted", usage, CALLS * MICROS, MICROS);
                holds("limited", usage, CALLS * TOKENS, TOKENS);
                assertThat(provider.requestCount()).isEqualTo((int) (served("budgeted") + served("limited")));
            }
        }
        assertThat(counts.keySet()).containsOnly("budgeted 200", "budgeted 402", "limited 200", "limited 429");
    }

    /** At most one call for each gateway beyond the amount; nothing is left but the share of the killed one. */
    private void holds(String tenant, SharedUsage usage, long amount, long call) {
        long spent = served(tenant) * call;
        assertThat(spent).as(tenant).isLessThanOrEqualTo(amount + 3 * call);
        assertThat(amount - spent - usage.held(tenant, "killed"))
                .as(tenant + ": left")
                .isLessThan(3 * call);
    }

    private String configuration(FaultyProvider provider, FaultyLink link) {
        return """
                pointsman:
                  providers: { mock: { wire: openai, url: "%s" } }
                  models: [ { id: m, provider: mock, price: { input: 3, output: 15 } } ]
                  pools: { chat: { primary: [m] } }
                  admission: { when-store-gone: refuse }
                  tenants:
                    budgeted: { budgets: [ { usd: %s, per: month } ] }
                    limited: { limits: { tokens: %d/24h } }
                  state: { redis: "%s", prefix: show, timeout: %ds }
                """.formatted(provider.url(), CALLS * MICROS / 1e6, CALLS * TOKENS, link.uri(), 3 * TIMEOUT.toSeconds());
    }

    /** Makes calls of both tenants at each gateway; returns how many were served. */
    private int spend(List<String> gateways, int calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(gateways.size() * TENANTS.size());
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (String gateway : gateways) {
                for (String tenant : TENANTS) {
                    running.add(threads.submit(() -> {
                        int served = 0;
                        for (int i = 0; i < calls; i++) {
                            served += status(gateway, tenant) == 200 ? 1 : 0;
                            TimeUnit.MILLISECONDS.sleep(10);
                        }
                        return served;
                    }));
                }
            }
            int served = 0;
            for (Future<Integer> future : running) {
                served += future.get();
            }
            return served;
        } finally {
            threads.shutdownNow();
        }
    }

    private int status(String gateway, String tenant) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + Gateway.CHAT))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Router-Tenant", tenant)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        long begin = System.nanoTime();
        int status = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
        synchronized (this) {
            slowest = Math.max(slowest, System.nanoTime() - begin);
        }
        counts.computeIfAbsent(tenant + " " + status, key -> new AtomicLong()).incrementAndGet();
        return status;
    }

    private long served(String tenant) {
        AtomicLong served = counts.get(tenant + " 200");
        return served == null ? 0 : served.get();
    }

    private void print(int provided, SharedUsage usage) {
        System.out.printf("| figure | budget | limit of tokens |%n|---|---|---|%n");
        System.out.printf("| calls that it covers | %d | %d |%n", CALLS, CALLS);
        System.out.printf("| served | %d | %d |%n", served("budgeted"), served("limited"));
        System.out.printf("| refused | %s | %s |%n", counts.get("budgeted 402"), counts.get("limited 429"));
        System.out.printf(
                "| held by the killed gateway, in calls | %d | %d |%n",
                usage.held("budgeted", "killed") / MICROS, usage.held("limited", "killed") / TOKENS);
        System.out.printf("| calls at the provider; slowest call | %d | %d ms |%n", provided, slowest / 1_000_000);
    }

    private static long deadline() {
        return System.nanoTime() + TIMEOUT.toNanos();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = deadline();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
