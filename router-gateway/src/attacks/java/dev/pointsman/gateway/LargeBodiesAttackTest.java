package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many bodies up to the limits and beyond, on a small heap, while other callers are served. */
class LargeBodiesAttackTest {
    private static final int OTHERS = 20;
    private static final String ROLE = "{\"role\":\"user\",\"content\":\"";

    @TempDir
    Path folder;

    @Test
    void otherCallersGoOnWhileBodiesOfEveryKindComeIn() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi()
                        .tokens(20)
                        .pace(Duration.ofMillis(20), Duration.ofMillis(5))
                        .start();
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider))) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger served = new AtomicInteger();
            List<String> failed = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> others = others(gateway, over, served, failed);
            String million = "{},".repeat(3_400_000);
            String empties = "{\"messages\":[" + million.substring(0, 9_900_000 / 3 * 3 - 1) + "]}";
            String messages = "{\"messages\":[" + "{\"role\":\"user\",\"content\":\"x\"},".repeat(300_000);
            String many = messages.substring(0, messages.length() - 1) + "]}";
            String keys = "{\"messages\":[" + ROLE + "x\"}],\"metadata\":{" + keys(100_000) + "}}";
            String deep = "{\"messages\":" + "[".repeat(4_000_000) + "]".repeat(4_000_000) + "}";
            String large = "{\"messages\":[" + ROLE + "x".repeat(9_900_000) + "\"}]}";
            String cut = "{\"messages\":[" + ROLE + "x".repeat(9_000_000);
            for (int round = 0; round < 3; round++) {
                List<CompletableFuture<HttpResponse<String>>> bulk = new ArrayList<>();
                for (String body :
                        List.of(empties, empties, empties, many, deep, large, large, large, large, keys, cut)) {
                    bulk.add(gateway.post(body));
                }
                for (CompletableFuture<HttpResponse<String>> one : bulk) {
                    assertThat(one.get(40, TimeUnit.SECONDS).statusCode()).isIn(200, 400, 413, 503);
                }
            }
            assertRefused(gateway, empties, 413, "gateway.limits.messages");
            assertRefused(gateway, many, 413, "gateway.limits.messages");
            assertRefused(gateway, empties.replace("messages", "metadata"), 413, "gateway.limits.body-memory");
            assertRefused(gateway, deep, 413, "gateway.limits.depth");
            assertRefused(gateway, cut, 400, "not JSON");
            assertThat(gateway.ask(large).statusCode()).isEqualTo(200);
            assertThat(gateway.ask(keys).statusCode())
                    .as("100,000 keys are JSON")
                    .isEqualTo(200);
            over.set(true);
            for (Thread other : others) {
                other.join(20_000);
            }
            assertThat(failed).isEmpty();
            assertThat(served.get()).isGreaterThan(OTHERS);
            assertThat(gateway.isAlive()).isTrue();
            assertThat(gateway.log()).doesNotContain("OutOfMemory").doesNotContain("ERROR");
            assertThat(gateway.get("/pointsman")).contains("closed").doesNotContain("\"open\"");
        }
    }

    private static void assertRefused(AttackedGateway gateway, String body, int status, String what) throws Exception {
        HttpResponse<String> response = gateway.ask(body);
        assertThat(response.body()).contains(what).contains("invalid_request_error");
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static List<Thread> others(
            AttackedGateway gateway, AtomicBoolean over, AtomicInteger served, List<String> failed) {
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            Thread other = new Thread(() -> {
                while (!over.get()) {
                    try {
                        HttpResponse<String> response = gateway.ask(AttackedGateway.HELLO_STREAM);
                        if (response.body().contains("tok19") && response.body().contains("[DONE]")) {
                            served.incrementAndGet();
                        } else {
                            failed.add(response.statusCode() + " " + response.body());
                        }
                    } catch (Exception e) {
                        failed.add(e.toString());
                    }
                }
            });
            other.start();
            others.add(other);
        }
        return others;
    }

    private static String keys(int count) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < count; i++) {
            keys.append(i == 0 ? "" : ",")
                    .append("\"key-")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        return keys.toString();
    }

    private static String yaml(FaultyProvider provider) {
        return """
            pointsman:
              providers: { acme: { wire: openai, url: "%s" } }
              models: [ { id: one, provider: acme } ]
              pools: { chat: { primary: [one] } }
            """.formatted(provider.url());
    }
}
