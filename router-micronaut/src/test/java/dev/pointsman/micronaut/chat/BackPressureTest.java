package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Await;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** A reader's pace is the provider's: what is not read waits in a buffer of limited memory, and in the sockets. */
class BackPressureTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long OFFERED = 64L << 20;
    /** What the sockets of one connection on loopback hold at most, generously. */
    private static final long HELD = 24L << 20;

    private static final String EVENT =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "word ".repeat(40) + "\"}}]}\n\n";
    private static final String END =
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    private final AtomicLong sent = new AtomicLong();
    private final ScriptedServer provider = new ScriptedServer((head, to) -> flood(to));

    private void flood(OutputStream to) throws Exception {
        to.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        byte[] events = EVENT.repeat(64).getBytes(StandardCharsets.US_ASCII);
        while (sent.get() < OFFERED) {
            to.write(events);
            sent.addAndGet(events.length);
        }
        to.write(END.getBytes(StandardCharsets.US_ASCII));
        to.close();
    }

    @Test
    void aReaderWhoPausesBeyondTheStallTimeoutGetsTheWholeAnswerAndTeachesNothing() throws Exception {
        try (provider;
                ApplicationContext application = application("")) {
            Reader reader = new Reader();
            stream(application).subscribe(reader);
            reader.request(3);
            Thread.sleep(3_000); // ten times the stall timeout
            assertThat(reader.chunks).hasValue(3);
            assertThat(sent).as("bytes taken from the provider").hasValueLessThan(HELD);
            assertThat(inFlight(application)).isEqualTo(1);
            reader.request(Long.MAX_VALUE);
            Await.until("the end", () -> reader.ended);
            assertThat(reader.failed).isNull();
            assertThat(reader.chunks.get()).isGreaterThan(OFFERED / EVENT.length());
            assertThat(failures(application)).isZero();
            assertThat(inFlight(application)).isZero();
        }
    }

    @Test
    void aReaderWhoTakesNothingIsDroppedAndTheCallCountsAsCancelled() {
        try (provider;
                ApplicationContext application = application("answers: { slow-reader-timeout: 500ms }")) {
            Reader reader = new Reader();
            stream(application).subscribe(reader);
            reader.request(3);
            Await.until("dropped", () -> reader.failed != null);
            assertThat(reader.failed).isInstanceOf(SlowReaderException.class);
            Await.until("no call in flight", () -> inFlight(application) == 0);
            assertThat(failures(application)).isZero();
            assertThat(sent).hasValueLessThan(HELD);
        }
    }

    @Test
    void aStreamThatNobodyTakesIsDroppedToo() {
        try (provider;
                ApplicationContext application = application("answers: { slow-reader-timeout: 500ms }")) {
            stream(application); // never subscribed to
            assertThat(inFlight(application)).isEqualTo(1);
            Await.until("no call in flight", () -> inFlight(application) == 0);
            assertThat(failures(application)).isZero();
        }
    }

    @Test
    void aStreamedAnswerBeyondTheLimitFailsByName() {
        try (provider;
                ApplicationContext application = application("answers: { max-stream: 1MB }")) {
            assertThatThrownBy(() -> stream(application).blockLast(SOON))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("pointsman.answers.max-stream")
                    .satisfies(error -> assertThat(
                                    ((ProviderException) error).failure().kind())
                            .isEqualTo(FailureKind.BAD_RESPONSE));
        }
    }

    @Test
    void aWholeAnswerBeyondTheLimitFailsByName() {
        try (ScriptedServer large = new ScriptedServer(ScriptedServer.answering("200 OK", "", "x".repeat(2 << 20)));
                ApplicationContext application = application(large.url(), "answers: { max-whole: 1MB }")) {
            assertThatThrownBy(() -> application
                            .getBean(ChatClient.class)
                            .complete(RouteRequest.toPool("resume"), ChatRequest.user("hi")))
                    .hasMessageContaining("pointsman.answers.max-whole");
        }
    }

    @Test
    void aBufferedStreamBeyondTheLimitFailsByName() {
        try (provider;
                ApplicationContext application = application("answers: { max-kept: 1MB }")) {
            assertThatThrownBy(() -> application.getBean(ChatClient.class).stream(
                                    RouteRequest.toPool("buffer"), ChatRequest.user("hi"))
                            .block(SOON))
                    .hasMessageContaining("pointsman.answers.max-kept");
            assertThat(sent).hasValueLessThan(HELD);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void everyDemandGetsTheSameChunks(int demand) {
        try (ScriptedServer short1 =
                        new ScriptedServer(ScriptedServer.answering("200 OK", "", EVENT.repeat(2_000) + END));
                ApplicationContext application = application(short1.url(), "")) {
            List<ChatChunk> chunks =
                    stream(application).limitRate(demand).collectList().block(SOON);
            assertThat(chunks).hasSize(2_001);
        }
    }

    private Flux<ChatChunk> stream(ApplicationContext application) {
        RouteResult<Flux<ChatChunk>> result = application.getBean(ChatClient.class).stream(
                        RouteRequest.toPool("resume"), ChatRequest.user("hi"))
                .block(SOON);
        assertThat(result).isNotNull();
        return result.value();
    }

    private static int inFlight(ApplicationContext application) {
        return application
                .getBean(ModelRouter.class)
                .operations()
                .snapshot()
                .get(0)
                .statistics()
                .inFlight();
    }

    private static long failures(ApplicationContext application) {
        return application
                .getBean(ModelRouter.class)
                .operations()
                .snapshot()
                .get(0)
                .statistics()
                .failures();
    }

    private ApplicationContext application(String more) {
        return application(provider.url(), more);
    }

    private static ApplicationContext application(String url, String more) {
        return Applications.start("""
                pointsman:
                  providers: { p: { wire: openai, url: "%s" } }
                  models: [ { id: one, provider: p } ]
                  pools:
                    resume: { primary: [one], failover: { attempts: 1, stall-timeout: 300ms } }
                    buffer: { primary: [one], failover: { attempts: 1, mid-stream: buffer } }
                  %s
                """.formatted(url, more));
    }

    /** Asks for nothing by itself. */
    private static final class Reader extends BaseSubscriber<ChatChunk> {
        private final AtomicLong chunks = new AtomicLong();
        private volatile boolean ended;
        private volatile @Nullable Throwable failed;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(ChatChunk chunk) {
            chunks.incrementAndGet();
        }

        @Override
        protected void hookOnComplete() {
            ended = true;
        }

        @Override
        protected void hookOnError(Throwable error) {
            failed = error;
        }
    }
}
