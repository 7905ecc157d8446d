package dev.pointsman.file;

import dev.pointsman.state.UsageStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVMap;

/**
 * Usage of limits in a file. Leases are in memory, beside a copy of the usage; the file has the usage of each limit and
 * the end of its period, from which the memory is filled after a restart. Used by the file's thread.
 */
final class FileUsageStore implements UsageStore {
    private static final String BOOKED = "booked"; // holder of usage that no account reports
    private static final String BEFORE = ""; // holder of the usage before the restart
    private static final long SLACK = TimeUnit.HOURS.toMillis(1);

    private final UsageStore memory = UsageStore.inMemory();
    private final MVMap<String, long[]> file;
    private final FileWorker worker;
    private final Clock clock;
    private final Map<String, FileLimit> limits = new HashMap<>(); // those of which the memory knows
    private long bookings;

    FileUsageStore(MVMap<String, long[]> file, FileWorker worker, Clock clock) {
        this.file = file;
        this.worker = worker;
        this.clock = clock;
        file.keyIterator(null).forEachRemaining(id -> removeOld(id, clock.millis()));
    }

    private void removeOld(String id, long now) {
        long[] kept = file.get(id);
        if (kept != null && kept[0] + SLACK < now) {
            file.remove(id);
        }
    }

    @Override
    public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
        return worker.submit(() -> exchange(limit, request));
    }

    private Share exchange(Limit limit, Request request) {
        long now = clock.millis();
        FileLimit known = limits.computeIfAbsent(limit.id(), id -> restored(limit, now));
        Share share = inMemory(limit, request, now);
        if (known.count(request, now + share.resets().toMillis(), share.period())) {
            file.put(limit.id(), known.toArray());
        }
        return share;
    }

    /** Books usage that no account reports; on the file's thread. */
    void book(Limit limit, long used) {
        exchange(limit, new Request(BOOKED, ++bookings, used, 0));
    }

    private FileLimit restored(Limit limit, long now) {
        long[] kept = file.get(limit.id());
        if (kept == null || kept[0] <= now) {
            return new FileLimit(0, 0);
        }
        long began = Math.min(now, kept[0] - limit.period().toMillis());
        inMemory(limit, new Request(BEFORE, 1, kept[1], 0), began);
        return new FileLimit(kept[0], kept[1]);
    }

    private Share inMemory(Limit limit, Request request, long millis) {
        return memory.exchange(limit, request, TimeUnit.MILLISECONDS.toNanos(millis))
                .toCompletableFuture()
                .join();
    }

    @Override
    public boolean isShared() {
        return false;
    }
}
