package dev.pointsman.gateway.deferred;

import dev.pointsman.gateway.deferred.DeferredCallStatus.Event;
import dev.pointsman.state.CallQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Claimed call from its beginning until its end is stored. Confined to the worker's thread. */
final class RunningCall {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final CallQueue.Run run;
    private final RunCharges charges = new RunCharges();
    private @Nullable Disposable subscription;
    private DeferredRun.@Nullable Outcome outcome;
    private CallQueue.@Nullable End end; // the same each time that it is sent
    private @Nullable Event event;
    private boolean storing;
    private long renewedAt;

    RunningCall(CallQueue.Run run, long now) {
        this.run = run;
        this.renewedAt = now;
    }

    CallQueue.Run run() {
        return run;
    }

    RunCharges charges() {
        return charges;
    }

    void begin(Mono<DeferredRun.Outcome> work, Consumer<DeferredRun.Outcome> receiver) {
        subscription = work.subscribe(receiver);
    }

    /** Sets the outcome; false if there was one. */
    boolean end(DeferredRun.Outcome reached) {
        boolean first = outcome == null;
        if (first) {
            outcome = reached;
        }
        return first;
    }

    /** Cancels the run; the call goes back to the queue, if that still has it. */
    void cancel() {
        Disposable begun = subscription;
        if (begun != null) {
            begun.dispose();
        }
        end(new DeferredRun.Outcome(null, AT_ONCE, false));
    }

    boolean hasEnded() {
        return outcome != null;
    }

    boolean isRenewalDue(long now, Duration after) {
        return now - renewedAt >= after.toNanos();
    }

    void renewed(long now) {
        renewedAt = now;
    }

    void setEvent(Event of) {
        event = of;
    }

    @Nullable
    Event event() {
        return event;
    }

    /** Returns whether the end may be sent: it is not under way. */
    boolean beginStore() {
        boolean may = !storing;
        storing = true;
        return may;
    }

    void endStore() {
        storing = false;
    }

    CallQueue.End toEnd(SealedCalls calls) {
        CallQueue.End made = end == null ? made(calls) : end;
        end = made;
        return made;
    }

    private CallQueue.End made(SealedCalls calls) {
        DeferredRun.Outcome reached = Objects.requireNonNull(outcome);
        StoredMessage answer = reached.answer();
        return answer == null
                ? CallQueue.End.again(
                        reached.pause() == null ? AT_ONCE : reached.pause(), charges.used(), charges.spent())
                : CallQueue.End.with(
                        calls.answer(run.key(), answer), calls.settings().keep(), charges.used(), charges.spent());
    }
}
