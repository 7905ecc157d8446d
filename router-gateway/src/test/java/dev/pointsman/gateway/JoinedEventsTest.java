package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.wire.ServerEvent;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class JoinedEventsTest {
    private final EmbeddedChannel connection = new EmbeddedChannel();
    private final Sinks.Many<List<ServerEvent>> source = Sinks.many().unicast().onBackpressureBuffer();
    private final Reader reader = new Reader();

    @Test
    void eventsOfOneTurnAreWrittenTogetherAtItsEnd() {
        read(source.asFlux());
        reader.request(1);
        send("a");
        send("b");
        assertThat(reader.heard).isEmpty();
        connection.runPendingTasks();
        assertThat(reader.heard).containsExactly("data: a\n\ndata: b\n\n");

        reader.request(1);
        send("c");
        connection.runPendingTasks();
        assertThat(reader.heard).containsExactly("data: a\n\ndata: b\n\n", "data: c\n\n");
    }

    @Test
    void theEndIsNotWaitedFor() {
        read(source.asFlux());
        reader.request(1);
        send("a");
        send("b");
        source.tryEmitComplete();
        assertThat(reader.heard).containsExactly("data: a\n\ndata: b\n\n", "complete");
    }

    @Test
    void anErrorComesAfterTheEventsBeforeIt() {
        read(source.asFlux());
        reader.request(1);
        send("a");
        source.tryEmitError(new IllegalStateException("broken"));
        assertThat(reader.heard).containsExactly("data: a\n\n", "broken");
    }

    @Test
    void nothingIsWrittenWithoutDemandAndTheEndWaitsForWhatIsLeft() {
        read(source.asFlux());
        send("a");
        source.tryEmitComplete();
        connection.runPendingTasks();
        assertThat(reader.heard).isEmpty();
        reader.request(1);
        connection.runPendingTasks();
        assertThat(reader.heard).containsExactly("data: a\n\n", "complete");
    }

    @Test
    void aReaderThatTakesNothingLeavesTheSourceAlone() {
        List<Long> requests = new ArrayList<>();
        String large = "x".repeat(10 * 1024);
        read(Flux.range(0, 100).map(i -> List.of(event(large))).doOnRequest(requests::add));
        assertThat(requests).isEmpty();
        reader.request(1);
        assertThat(requests).hasSize(2); // enough for one write
        connection.runPendingTasks();
        assertThat(reader.heard).hasSize(1);
        assertThat(requests).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void emptyListsAreNoWrites() {
        read(source.asFlux());
        reader.request(1);
        source.tryEmitNext(List.of());
        connection.runPendingTasks();
        assertThat(reader.heard).isEmpty();
        send("a");
        connection.runPendingTasks();
        assertThat(reader.heard).containsExactly("data: a\n\n");
    }

    @Test
    void aCancellationReachesTheSource() {
        boolean[] cancelled = {false};
        read(source.asFlux().doOnCancel(() -> cancelled[0] = true));
        reader.request(1);
        send("a");
        reader.cancel();
        connection.runPendingTasks();
        assertThat(cancelled[0]).isTrue();
        assertThat(reader.heard).isEmpty();
    }

    private void read(Flux<List<ServerEvent>> events) {
        JoinedEvents.of(connection.eventLoop(), events).subscribe(reader);
    }

    private void send(String text) {
        source.tryEmitNext(List.of(event(text)));
    }

    private static ServerEvent event(String text) {
        return new ServerEvent("", text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Reader extends BaseSubscriber<EventBytes> {
        private final List<String> heard = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // the test requests
        }

        @Override
        protected void hookOnNext(EventBytes events) {
            heard.add(new String(events.bytes(), StandardCharsets.UTF_8));
        }

        @Override
        protected void hookOnComplete() {
            heard.add("complete");
        }

        @Override
        protected void hookOnError(Throwable error) {
            heard.add(String.valueOf(error.getMessage()));
        }
    }
}
