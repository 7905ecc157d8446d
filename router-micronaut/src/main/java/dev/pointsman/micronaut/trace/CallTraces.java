package dev.pointsman.micronaut.trace;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listener that creates the spans of calls and attempts. Thread-safe. */
@Singleton
@Requires(classes = OpenTelemetry.class, beans = OpenTelemetry.class)
@Requires(property = CallTraces.ENABLED, notEquals = "false")
final class CallTraces implements RouterListener {
    static final String ENABLED = "otel.instrumentation.pointsman.enabled";

    private final CallSpans callSpans;
    private final AttemptSpans attemptSpans;
    private final OpenSpans calls = new OpenSpans();
    private final OpenSpans attempts = new OpenSpans();
    private final ModelListener attemptEnds = new AttemptEndListener();

    CallTraces(OpenTelemetry telemetry) {
        Tracer tracer = telemetry.getTracer("dev.pointsman");
        this.callSpans = new CallSpans(tracer);
        this.attemptSpans = new AttemptSpans(tracer);
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        Context parent = attempt.belongsToCall() ? call(decision, attempt) : Context.current();
        ActiveCall call = ActiveCall.of(parent, attempt);
        boolean hedge = call.begin() > 0;
        attempts.put(attempt.id(), parent.with(attemptSpans.begin(attempt, call.decision(), hedge, parent)));
    }

    private Context call(RoutingDecision decision, Attempt attempt) {
        Context open = calls.find(decision.call());
        if (open != null) {
            return open;
        }
        Context here = Context.current();
        Span span = callSpans.begin(decision, attempt.decisionId(), here);
        Context begun = here.with(span).with(ActiveCall.of(attempt));
        calls.put(decision.call(), begun);
        return begun;
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return attemptEnds;
    }

    @Override
    public void completed(CompletedCall call) {
        Context context = calls.take(call.trace().id());
        if (context == null) {
            callSpans.make(call, Context.current());
        } else {
            callSpans.end(Span.fromContext(context), call);
        }
    }

    /** Returns the context of an attempt in progress; null if it has ended. */
    @Nullable
    Context contextOf(Attempt attempt) {
        return attempts.find(attempt.id());
    }

    /** Returns the number of open spans. */
    long open() {
        return calls.size() + attempts.size();
    }

    private void end(Attempt attempt, Consumer<Span> outcome) {
        Context context = attempts.take(attempt.id());
        if (context != null) {
            ActiveCall.of(context, attempt).end();
            Span span = Span.fromContext(context);
            outcome.accept(span);
            span.end();
        }
    }

    /** Listener for the outcomes of attempts at all models. */
    private final class AttemptEndListener implements ModelListener {
        @Override
        public void firstToken(Attempt attempt, long nanos) {
            Context context = contextOf(attempt);
            if (context != null) {
                AttemptSpans.firstToken(Span.fromContext(context), nanos);
            }
        }

        @Override
        public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
            end(attempt, span -> AttemptSpans.succeeded(span, usage, cost));
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            end(attempt, span -> AttemptSpans.failed(span, failure));
        }

        @Override
        public void ignored(Attempt attempt, long nanos) {
            end(attempt, AttemptSpans::ignored);
        }
    }
}
