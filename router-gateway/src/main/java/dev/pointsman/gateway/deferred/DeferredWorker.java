package dev.pointsman.gateway.deferred;

import dev.pointsman.gateway.deferred.DeferredCallStatus.Event;
import dev.pointsman.state.CallQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs deferred calls, a bounded number at the same time: claims them, renews the claims, and stores their ends. A store that
 * cannot be reached is asked again at the next step. Confined to the thread of its executor.
 */
final class DeferredWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeferredWorker.class);
    private static final int RENEWAL = 3; // parts of a lease
    private static final int LOOK = 10; // steps between two looks at the size

    private final String name = UUID.randomUUID().toString();
    private final SealedCalls calls;
    private final DeferredRun runner;
    private final DeferredCallStatus status;
    private final Executor thread;
    private final Duration lease;
    private final List<RunningCall> running = new ArrayList<>();
    private boolean claiming;
    private boolean closing;
    private long steps;

    DeferredWorker(SealedCalls calls, DeferredRun runner, DeferredCallStatus status, Executor thread, Duration lease) {
        this.calls = calls;
        this.runner = runner;
        this.status = status;
        this.thread = thread;
        this.lease = lease;
    }

    /** Does what is due. */
    void step(long now) {
        if (steps++ % LOOK == 0) {
            answer(calls.queue().size(), status::looked);
        }
        for (RunningCall call : List.copyOf(running)) {
            if (call.hasEnded()) {
                store(call);
            }
            if (call.isRenewalDue(now, lease.dividedBy(RENEWAL))) {
                renew(call, now);
            }
        }
        claim(now);
    }

    private void renew(RunningCall call, long now) {
        call.renewed(now);
        answer(calls.queue().renew(call.run(), lease), held -> {
            if (!held && !call.hasEnded()) {
                call.cancel();
                store(call);
            }
        });
    }

    private void claim(long now) {
        int free = calls.settings().workers() - running.size();
        if (closing || claiming || free <= 0) {
            return;
        }
        claiming = true;
        var unused = calls.queue()
                .claim(name, free, lease)
                .whenCompleteAsync((runs, failed) -> claimed(runs, failed, now), thread);
    }

    private void claimed(@Nullable List<CallQueue.Run> runs, @Nullable Throwable failed, long now) {
        claiming = false;
        if (runs == null) {
            unreachable(failed);
        } else {
            runs.forEach(run -> begin(run, now));
        }
    }

    private void begin(CallQueue.Run run, long now) {
        if (run.lost() > 0) {
            status.count(Event.LOST);
        }
        StoredMessage call = calls.call(run);
        RunningCall begun = new RunningCall(run, now);
        running.add(begun);
        if (call == null) {
            begun.end(runner.failed(run, null, DeferredRun.unreadable()));
            ended(begun, Event.FAILED);
        } else if (run.age().compareTo(calls.settings().expire()) >= 0) {
            begun.end(runner.failed(
                    run, call, DeferredRun.expired(calls.settings().expire())));
            ended(begun, Event.EXPIRED);
        } else {
            begun.begin(
                    runner.of(run, call, begun.charges()),
                    outcome -> thread.execute(() -> {
                        if (begun.end(outcome)) {
                            ended(
                                    begun,
                                    outcome.answer() == null
                                            ? Event.POSTPONED
                                            : outcome.isFailed() ? Event.FAILED : Event.ANSWERED);
                        }
                    }));
        }
    }

    private void ended(RunningCall call, Event event) {
        call.setEvent(event);
        store(call);
    }

    /** Stores the end of a run; tried again by the next steps until the store has answered. */
    private void store(RunningCall call) {
        if (call.beginStore()) {
            var unused = calls.queue()
                    .end(call.run(), call.toEnd(calls))
                    .whenCompleteAsync((accepted, failed) -> stored(call, accepted, failed), thread);
        }
    }

    private void stored(RunningCall call, @Nullable Boolean accepted, @Nullable Throwable failed) {
        call.endStore();
        if (accepted == null) {
            unreachable(failed);
            return;
        }
        running.remove(call);
        Event event = call.event();
        if (accepted && event != null) {
            status.count(event);
        } else if (!accepted) {
            LOG.info("A run of a deferred call came too late: another worker has claimed the call, or it was removed");
        }
        claim(System.nanoTime());
    }

    private <T> void answer(CompletionStage<T> question, Consumer<T> receiver) {
        var unused = question.whenCompleteAsync(
                (answer, failed) -> {
                    if (failed == null) {
                        receiver.accept(answer);
                    } else {
                        unreachable(failed);
                    }
                },
                thread);
    }

    private void unreachable(@Nullable Throwable failed) {
        if (status.isReachable()) {
            LOG.warn("The queue of deferred calls cannot be reached: {}", String.valueOf(failed));
        }
        status.unreachable();
    }

    /** Ends all runs; their calls go back to the queue. */
    void close() {
        closing = true;
        for (RunningCall call : List.copyOf(running)) {
            if (!call.hasEnded()) {
                call.cancel();
            }
            store(call);
        }
    }

    boolean isIdle() {
        return running.isEmpty();
    }
}
