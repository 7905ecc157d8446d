package dev.pointsman.micronaut.live;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/**
 * Tells all open pages once a second. It looks once for all of them, on a thread that no call runs on; it begins with the
 * first page and ends a minute after the last one, so that a page that is loaded again finds what it had. Safe for all
 * threads.
 */
@Singleton
@LivePage
@Requires(beans = LiveSnapshotReader.class)
final class LiveBroadcaster implements GracefulShutdownCapable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBroadcaster.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int LINGER = 60;

    private final LiveSnapshotReader glance;
    private final TrafficCounters traffic;
    private final TaskScheduler scheduler;
    private final int most;
    private final Set<SseClient> readers = ConcurrentHashMap.newKeySet();
    private final LiveHistory history = new LiveHistory(); // guarded by this
    private @Nullable ScheduledFuture<?> task; // guarded by this
    private @Nullable String latest; // guarded by this
    private int alone; // ticks without a reader; guarded by this
    private volatile boolean closing;

    LiveBroadcaster(
            LiveSnapshotReader glance,
            TrafficCounters traffic,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            @Nullable LiveSettings settings) {
        this.glance = glance;
        this.traffic = traffic;
        this.scheduler = scheduler;
        this.most = (settings == null ? LiveSettings.DEFAULT : settings).readers();
    }

    /** Whether nobody more may read. */
    boolean isFull() {
        return closing || readers.size() >= most;
    }

    int readers() {
        return readers.size();
    }

    /** First what was, then what is, once a second. A reader that is one too many gets an end at once. */
    Flux<Event<String>> open() {
        return Flux.defer(() -> past().concatWith(present()));
    }

    private synchronized Flux<Event<String>> past() {
        Event<String> samples = event("history", history.text(glance.instance()));
        return latest == null ? Flux.just(samples) : Flux.just(samples, event("tick", latest));
    }

    private Flux<Event<String>> present() {
        return Flux.create(
                sink -> {
                    if (isFull()) {
                        sink.complete();
                        return;
                    }
                    SseClient reader = new SseClient(sink);
                    sink.onDispose(() -> readers.remove(reader));
                    readers.add(reader);
                    begin();
                },
                OverflowStrategy.LATEST);
    }

    private synchronized void begin() {
        alone = 0;
        if (task == null) {
            traffic.watch(true);
            task = scheduler.scheduleAtFixedRate(Duration.ZERO, PERIOD, this::tick);
        }
    }

    /** Looks and tells; for the scheduler and for tests. */
    void tick() {
        try {
            Event<String> event = event("tick", look());
            readers.removeIf(reader -> !reader.tell(event));
        } catch (RuntimeException e) { // the next second is another chance
            LOG.warn("The live page missed a tick", e);
        }
    }

    private synchronized String look() {
        LiveSnapshot tick = glance.look();
        String text = LiveHistory.text(tick);
        history.add(tick);
        latest = text;
        alone = readers.isEmpty() ? alone + 1 : 0;
        if (alone > LINGER) {
            end();
        }
        return text;
    }

    private synchronized void end() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
        traffic.watch(false);
        history.clear();
        latest = null;
    }

    /** Ends all streams: a page left open would hold up the shutdown for the whole grace period. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        closing = true;
        readers.forEach(SseClient::end);
        readers.clear();
        return CompletableFuture.completedFuture(null);
    }

    private static Event<String> event(String name, String data) {
        return Event.of(data).name(name);
    }
}
