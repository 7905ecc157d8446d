package dev.pointsman.micronaut.event;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.event.internal.EventSink;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listener that creates events for the types accepted by a sink. Thread-safe. */
final class RouterEvents implements RouterListener {
    private final List<EventSink> sinks;
    private final boolean callFailed;
    private final boolean fallbackServed;
    private volatile Runnable transition = () -> {};

    RouterEvents(List<EventSink> sinks) {
        this.sinks = List.copyOf(sinks);
        this.callFailed = isWanted(CallFailedEvent.class);
        this.fallbackServed = isWanted(FallbackServedEvent.class);
    }

    boolean isWanted(Class<? extends RouterEvent> type) {
        return sinks.stream().anyMatch(sink -> sink.wants(type));
    }

    void tell(RouterEvent event) {
        for (EventSink sink : sinks) {
            if (sink.wants(event.getClass())) {
                sink.accept(event);
            }
        }
    }

    /** Registers a fast action to run after each breaker transition. */
    void onTransition(Runnable action) {
        transition = action;
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return new ModelListener() {
            @Override
            public void cooledDown(Duration untilTrial) {
                tell(new ModelCooledDownEvent(model, operation, untilTrial, Instant.now()));
            }

            @Override
            public void breakerChanged(BreakerState from, BreakerState to, String why) {
                tell(new BreakerChangedEvent(model, operation, from, to, why, Instant.now()));
                transition.run();
            }

            @Override
            public void takenOut(Failure failure) {
                tell(new ModelOutEvent(model, operation, failure.kind(), Instant.now()));
                transition.run();
            }
        };
    }

    @Override
    public void completed(CompletedCall call) {
        RouteTrace trace = call.trace();
        if (call.stale()) {
            tell(new StaleAnswerEvent(idOf(trace), trace.pool(), trace.goal(), Instant.now()));
        } else if (call.ending() == CallOutcome.FAILED && callFailed) {
            List<AttemptRecord> attempts = trace.attempts();
            tell(new CallFailedEvent(
                    idOf(trace), trace.pool(), trace.goal(), attempts.size(), lastKind(attempts), Instant.now()));
        } else if (call.ending() == CallOutcome.SERVED && fallbackServed) {
            trace.attempts().stream()
                    .filter(attempt -> attempt.failure() == null && attempt.tier() != Tier.PRIMARY)
                    .findFirst()
                    .ifPresent(served -> tell(fallback(trace, served)));
        }
    }

    private static FallbackServedEvent fallback(RouteTrace trace, AttemptRecord served) {
        return new FallbackServedEvent(
                trace.decisionId(), trace.pool(), trace.goal(), served.model(), served.tier(), Instant.now());
    }

    private static @Nullable FailureKind lastKind(List<AttemptRecord> attempts) {
        Failure last =
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).failure();
        return last == null ? null : last.kind();
    }

    private static @Nullable String idOf(RouteTrace trace) {
        return trace.id() < 0 ? null : trace.decisionId();
    }
}
