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
 * Broadcasts a snapshot to all open pages once a second. Snapshots are taken once for all pages, on a thread that runs
 * no calls; broadcasting starts with the first page and ends a minute after the last one closes, so that a reloaded
 * page gets its history. Thread-safe.
 */
@Singleton
@LivePage
@Requires(beans = LiveSnapshotReader.class)
final class LiveBroadcaster implements GracefulShutdownCapable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBroadcaster.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int IDLE_TICKS = 60;

    private final LiveSnapshotReader snapshots;
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
            LiveSnapshotReader snapshots,
            TrafficCounters traffic,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            @Nullable LiveSettings settings) {
        this.snapshots = snapshots;
        this.traffic = traffic;
        this.scheduler = scheduler;
        this.most = (settings == null ? LiveSettings.DEFAULT : settings).readers();
    }

    /** Returns whether no more pages are accepted. */
    boolean isFull() {
        return closing || readers.size() >= most;
    }

    int readers() {
        return readers.size();
    }

    /** Returns the history followed by a snapshot per second. A page over the limit gets an immediate end. */
    Flux<Event<String>> open() {
        return Flux.defer(() -> past().concatWith(present()));
    }

    private synchronized Flux<Event<String>> past() {
        Event<String> samples = event("history", history.text(snapshots.instance()));
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

    /** Takes and broadcasts a snapshot; for the scheduler and for tests. */
    void tick() {
        try {
            Event<String> event = event("tick", look());
            readers.removeIf(reader -> !reader.tell(event));
        } catch (RuntimeException e) { // retried in a second
            LOG.warn("The live page missed a tick", e);
        }
    }

    private synchronized String look() {
        LiveSnapshot tick = snapshots.read();
        String text = LiveHistory.text(tick);
        history.add(tick);
        latest = text;
        alone = readers.isEmpty() ? alone + 1 : 0;
        if (alone > IDLE_TICKS) {
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

    /** Ends all streams: an open page would delay the shutdown by the whole grace period. */
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
