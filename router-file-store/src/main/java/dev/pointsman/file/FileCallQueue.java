package dev.pointsman.file;

import dev.pointsman.file.WaitingCall.Phase;
import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** Calls that wait, in a file, with their states in memory as well. Used by the file's thread. */
final class FileCallQueue implements CallQueue {
    private static final int LARGEST = 16 << 20;

    private final MVMap<String, byte[]> bodies;
    private final MVMap<String, byte[]> results;
    private final MVMap<String, long[]> states;
    private final FileWorker worker;
    private final Clock clock;
    private final FileUsageStore usage;
    private final FileUsageRecordStore records;
    private final Map<String, WaitingCall> calls = new HashMap<>();
    private final TreeSet<WaitingCall> unended = new TreeSet<>(
            Comparator.<WaitingCall>comparingLong(call -> call.next).thenComparing(call -> call.name));

    FileCallQueue(MVStore store, FileWorker worker, Clock clock, FileUsageStore usage, FileUsageRecordStore records) {
        this.bodies = store.openMap("calls");
        this.results = store.openMap("call-results");
        this.states = store.openMap("call-states");
        this.worker = worker;
        this.clock = clock;
        this.usage = usage;
        this.records = records;
        var unused = worker.submit(this::restore);
    }

    private int restore() {
        states.keyIterator(null).forEachRemaining(name -> {
            long[] kept = states.get(name);
            WaitingCall call = kept == null ? null : WaitingCall.of(name, kept);
            if (call != null && call.phase != Phase.REMOVED) {
                note(call);
            } else {
                forget(name);
            }
        });
        return calls.size();
    }

    private void note(WaitingCall call) {
        calls.put(call.name, call);
        if (call.phase != Phase.DONE) {
            unended.add(call);
        }
    }

    private void forget(String name) {
        WaitingCall call = calls.remove(name);
        if (call != null) {
            unended.remove(call);
        }
        bodies.remove(name);
        results.remove(name);
        states.remove(name);
    }

    /** Changes a call and writes it; the order of calls depends on what changes. */
    private void change(WaitingCall call, Runnable change) {
        unended.remove(call);
        change.run();
        states.put(call.name, call.toArray());
        note(call);
    }

    private void removeExpired() {
        long now = clock.millis();
        calls.values().stream()
                .filter(call -> call.expires <= now && !call.isClaimed())
                .toList()
                .forEach(call -> forget(call.name));
    }

    @Override
    public CompletionStage<Boolean> add(ResponseStore.Key key, byte[] call, Duration life, int most) {
        if (life.isZero() || life.isNegative()) {
            throw new IllegalArgumentException("life: " + life + " (expected: > 0)");
        }
        byte[] copy = call.clone();
        return worker.submit(() -> {
            if (calls.size() >= most) {
                removeExpired();
            }
            boolean known = calls.containsKey(key.text());
            boolean fits = calls.size() < most && copy.length <= LARGEST;
            if (!known && fits) {
                long now = clock.millis();
                bodies.put(key.text(), copy);
                WaitingCall added = new WaitingCall(key.text(), now, now + life.toMillis());
                change(added, () -> {});
            }
            return known || fits;
        });
    }

    @Override
    public CompletionStage<List<Run>> claim(String by, int most, Duration lease) {
        return worker.submit(() -> {
            long now = clock.millis();
            List<Run> runs = new ArrayList<>();
            while (runs.size() < most && !unended.isEmpty() && unended.first().next <= now) {
                WaitingCall call = unended.first();
                byte[] body = bodies.get(call.name);
                if (body == null || call.phase == Phase.REMOVED || call.expires <= now) {
                    forget(call.name);
                } else {
                    change(call, () -> call.claim(now, lease));
                    runs.add(new Run(
                            ResponseStore.Key.of(call.name),
                            body.clone(),
                            by,
                            call.runs,
                            call.lost,
                            Duration.ofMillis(Math.max(0, now - call.added))));
                }
            }
            return runs;
        });
    }

    @Override
    public CompletionStage<Boolean> renew(Run run, Duration lease) {
        return worker.submit(() -> {
            WaitingCall call = claimed(run);
            if (call == null || call.phase != Phase.RUNNING) {
                return false;
            }
            change(call, () -> call.next = clock.millis() + lease.toMillis());
            return true;
        });
    }

    /** Returns the call of a run; null if another run has begun since, or the call is gone. */
    private @Nullable WaitingCall claimed(Run run) {
        WaitingCall call = calls.get(run.key().text());
        return call == null || call.runs != run.number() ? null : call;
    }

    @Override
    public CompletionStage<Boolean> end(Run run, End end) {
        return worker.submit(() -> {
            WaitingCall call = claimed(run);
            if (call != null && call.isClaimed()) {
                end.used().forEach(records::book);
                end.spent().forEach(usage::book);
                end(call, end);
            }
            return call != null;
        });
    }

    private void end(WaitingCall call, End end) {
        byte[] result = end.result();
        if (call.phase == Phase.REMOVED) {
            forget(call.name);
            return;
        }
        change(call, () -> call.end(end, clock.millis()));
        if (result != null) {
            results.put(call.name, result.clone());
            bodies.remove(call.name);
        }
    }

    @Override
    public CompletionStage<@Nullable State> find(ResponseStore.Key key) {
        return worker.submit(() -> {
            WaitingCall call = found(key);
            byte[] result = call == null ? null : results.get(call.name);
            return call == null
                    ? null
                    : new State(result == null ? null : result.clone(), call.lost, Instant.ofEpochMilli(call.added));
        });
    }

    private @Nullable WaitingCall found(ResponseStore.Key key) {
        WaitingCall call = calls.get(key.text());
        return call == null || call.phase == Phase.REMOVED || call.expires <= clock.millis() ? null : call;
    }

    @Override
    public CompletionStage<Boolean> remove(ResponseStore.Key key) {
        return worker.submit(() -> {
            WaitingCall call = found(key);
            if (call == null) {
                return false;
            }
            if (call.phase == Phase.RUNNING) {
                change(call, () -> call.phase = Phase.REMOVED);
                bodies.remove(call.name);
            } else {
                forget(call.name);
            }
            return true;
        });
    }

    @Override
    public CompletionStage<Size> size() {
        return worker.submit(() -> {
            long now = clock.millis();
            long waiting = unended.stream().filter(WaitingCall::isUnfinished).count();
            long oldest = unended.stream()
                    .filter(WaitingCall::isUnfinished)
                    .mapToLong(call -> call.added)
                    .min()
                    .orElse(now);
            return new Size(waiting, calls.size(), Duration.ofMillis(Math.max(0, now - oldest)));
        });
    }
}
