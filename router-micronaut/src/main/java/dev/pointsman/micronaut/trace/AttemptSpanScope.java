package dev.pointsman.micronaut.trace;

import dev.pointsman.micronaut.chat.AttemptScope;
import dev.pointsman.router.Attempt;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.tracing.opentelemetry.OpenTelemetryPropagationContext;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;

/** Customizer that runs the code of an attempt in the attempt's span. */
@Singleton
@Requires(classes = OpenTelemetryPropagationContext.class, beans = CallTraces.class)
final class AttemptSpanScope implements AttemptScope {
    private final CallTraces traces;

    AttemptSpanScope(CallTraces traces) {
        this.traces = traces;
    }

    @Override
    public PropagatedContext customize(PropagatedContext scope, Attempt attempt) {
        Context context = traces.contextOf(attempt);
        return context == null ? scope : scope.plus(new OpenTelemetryPropagationContext(context));
    }
}
