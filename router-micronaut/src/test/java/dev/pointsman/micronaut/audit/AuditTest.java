package dev.pointsman.micronaut.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Await;
import dev.pointsman.micronaut.Lines;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The records of calls over real HTTP. */
class AuditTest {
    private static final ChatRequest HELLO = ChatRequest.user("a private question");
    private static final RouteRequest ACME =
            RouteRequest.builder().tenant("acme corp").build();

    private final FaultyProvider first =
            FaultyProvider.openAi().text("a private answer").start();
    private final FaultyProvider second =
            FaultyProvider.openAi().text("a private answer").start();
    private final String yaml = """
      pointsman:
        instance: eu-1
        providers:
          acme: { wire: openai, url: "%s", api-key: sk-secret-1, key-alias: billing-a }
          brook: { wire: openai, url: "%s", api-key: sk-secret-2 }
        models:
          - { id: one, name: gpt, provider: acme, region: eu, price: { input: 1, output: 2 } }
          - { id: two, name: claude, provider: brook, price: { input: 1, output: 2 } }
        pools: { chat: { primary: [one], fallback: [two], failover: { retry-same: 0, panic: false, when-exhausted: stale } } }
      """.formatted(first.url(), second.url());

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void aCallIsOneLineOfJsonWithoutSecrets() throws Exception {
        first.next(Fault.status(503, "what a private question"));
        try (Lines lines = Lines.of("dev.pointsman.audit", Level.INFO)) {
            RouteResult<?> result;
            try (ApplicationContext application = Applications.start(yaml + "  audit: { enabled: true }\n")) {
                result = application.getBean(ChatClient.class).complete(ACME, HELLO);
            }
            assertThat(lines.seen()).hasSize(1);
            String text = lines.seen().get(0);
            assertThat(text).doesNotContain("private", "sk-secret").doesNotContain("\n");
            JsonNode line = new ObjectMapper().readTree(text);
            assertThat(line.path("decision").asText())
                    .isEqualTo(result.trace().decisionId())
                    .startsWith("eu-1-");
            assertThat(line.path("tenant").asText()).isEqualTo("acme corp");
            assertThat(line.path("ending").asText()).isEqualTo("served");
            assertThat(line.path("model").asText()).isEqualTo("two");
            assertThat(line.path("key").asText()).as("without an alias").isEqualTo("brook");
            assertThat(line.path("degraded").asBoolean()).isTrue();
            assertThat(line.at("/usage/output").asInt()).isPositive();
            assertThat(line.path("cost").asDouble()).isPositive();
            assertThat(line.path("attempts")).hasSize(2);
            JsonNode failed = line.at("/attempts/0");
            assertThat(failed.path("key").asText()).isEqualTo("billing-a");
            assertThat(failed.path("region").asText()).isEqualTo("eu");
            assertThat(failed.path("outcome").asText()).isEqualTo("server-error");
            assertThat(failed.path("status").asInt()).isEqualTo(503);
            assertThat(failed.path("seconds").asDouble()).isPositive();
            assertThat(failed.has("cost")).isFalse();
        }
    }

    @Test
    void aStreamIsWrittenDownAtItsEndWithItsUsage() {
        try (ApplicationContext application = start()) {
            RouteResult<Flux<ChatChunk>> result =
                    application.getBean(ChatClient.class).stream(ACME, HELLO).block();
            assertThat(result).isNotNull();
            assertThat(application.getBean(Book.class).records).isEmpty();
            result.value().blockLast();
            AuditRecord record = only(application);
            assertThat(record.ending()).isEqualTo(CallOutcome.SERVED);
            assertThat(record.decisionId()).isEqualTo(result.trace().decisionId());
            assertThat(record.served()).hasValueSatisfying(served -> {
                assertThat(served.model()).isEqualTo(new AuditRecord.Model("one", "gpt", "acme", "eu", "billing-a"));
                assertThat(served.usage().outputTokens()).isPositive();
                assertThat(served.ttft()).isPositive();
            });
        }
    }

    @Test
    void aCallWhoseCallerLeftIsWrittenDownToo() {
        first.next(Fault.stallAfter(1, Duration.ofSeconds(30)));
        try (ApplicationContext application = start()) {
            application.getBean(ChatClient.class).stream(ACME, HELLO)
                    .flatMapMany(RouteResult::value)
                    .take(1)
                    .blockLast();
            AuditRecord record = only(application);
            assertThat(record.ending()).isEqualTo(CallOutcome.CANCELLED);
            assertThat(record.served()).isEmpty();
        }
    }

    @Test
    void aFailedCallHasTheIdOfItsExceptionAndOneThatCouldNotBeTriedHasNone() {
        first.always(Fault.status(503));
        second.always(Fault.status(503));
        try (ApplicationContext application = start()) {
            ChatClient chat = application.getBean(ChatClient.class);
            assertThatThrownBy(() -> chat.complete(ACME, HELLO))
                    .isInstanceOfSatisfying(RoutingException.class, failed -> {
                        AuditRecord record = only(application);
                        assertThat(record.ending()).isEqualTo(CallOutcome.FAILED);
                        assertThat(record.decisionId()).isEqualTo(failed.trace().decisionId());
                        assertThat(record.attempts()).hasSize(2);
                    });
            ModelRouter router = application.getBean(ModelRouter.class);
            router.operations().forceOpen("one");
            router.operations().forceOpen("two");
            assertThatThrownBy(() -> chat.complete(ACME, HELLO)).isInstanceOf(NoModelAvailableException.class);
            AuditRecord record = last(application, 2);
            assertThat(record.attempts()).isEmpty();
            assertThat(record.decisionId()).isNotNull();
        }
    }

    @Test
    void aCallThatAnOldAnswerStoodInForIsOneRecordMarkedSo() {
        try (ApplicationContext application = start()) {
            ChatClient chat = application.getBean(ChatClient.class);
            chat.complete(ACME, HELLO);
            first.always(Fault.status(503));
            second.always(Fault.status(503));
            RouteResult<?> old = chat.complete(ACME, HELLO);
            assertThat(old.stale()).isTrue();
            AuditRecord stale = last(application, 2);
            assertThat(stale.stale()).isTrue();
            assertThat(stale.ending()).isEqualTo(CallOutcome.FAILED);
            assertThat(stale.tenant()).isEqualTo("acme corp");
            assertThat(stale.decisionId()).isEqualTo(old.trace().decisionId());
        }
    }

    @Test
    void aCachedAnswerIsARecordWithoutAttempts() {
        String cached = yaml.replace("chat: { primary", "chat: { cache: { ttl: 10m, when: always }, primary");
        try (ApplicationContext application = Applications.start(cached, "audit")) {
            ChatClient chat = application.getBean(ChatClient.class);
            chat.complete(ACME, HELLO);
            AuditRecord asked = only(application);
            assertThat(asked.cached()).isNull();
            chat.complete(ACME, HELLO);
            AuditRecord hit = last(application, 2);
            assertThat(hit.ending()).isEqualTo(CallOutcome.SERVED);
            assertThat(hit.attempts()).isEmpty();
            assertThat(hit.tenant()).isEqualTo("acme corp");
            assertThat(hit.cached())
                    .isEqualTo(new AuditRecord.CachedAnswer(
                            asked.served().orElseThrow().model(),
                            CacheUse.Outcome.HIT,
                            asked.served().orElseThrow().cost()));
            assertThat(first.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void aSinkThatThrowsHearsOfTheNextCall() {
        try (ApplicationContext application = start()) {
            application.getBean(Book.class).throwsOnce = true;
            ChatClient chat = application.getBean(ChatClient.class);
            chat.complete(ACME, HELLO);
            RouteResult<?> next = chat.complete(ACME, HELLO);
            assertThat(only(application).decisionId()).isEqualTo(next.trace().decisionId());
        }
    }

    @Test
    void whereNobodyWantsToKnowNothingIsWrittenDown() {
        try (ApplicationContext application = Applications.start(yaml)) {
            assertThat(application.findBean(AuditRecorder.class)).isEmpty();
        }
    }

    private ApplicationContext start() {
        return Applications.start(yaml, "audit");
    }

    private static AuditRecord only(ApplicationContext application) {
        return last(application, 1);
    }

    private static AuditRecord last(ApplicationContext application, int count) {
        List<AuditRecord> records = application.getBean(Book.class).records;
        Await.until(count + " records", () -> records.size() >= count);
        assertThat(records).hasSize(count);
        return records.get(count - 1);
    }

    /** Needs the router by itself, as sinks may. */
    @Singleton
    @Requires(property = "spec", value = "audit")
    static final class Book implements AuditSink {
        final List<AuditRecord> records = new CopyOnWriteArrayList<>();
        volatile boolean throwsOnce;

        Book(ModelRouter router) {
            assertThat(router.operations().pools()).isNotEmpty();
        }

        @Override
        public void accept(AuditRecord call) {
            if (throwsOnce) {
                throwsOnce = false;
                throw new IllegalStateException("the disk is full");
            }
            records.add(call);
        }
    }
}
