package dev.pointsman.micronaut.trace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.CompletedCall;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.router.RouterListener;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Makes the spans of every call. Safe for all threads. */
@Singleton
@Requires(classes = OpenTelemetry.class, beans = OpenTelemetry.class)
@Requires(property = CallTraces.ENABLED, notEquals = "false")
final class CallTraces implements RouterListener {
    static final String ENABLED = "otel.instrumentation.pointsman.enabled";
    private static final int MOST = 10_000;
    private static final Duration LONGEST_CALL = Duration.ofMinutes(30);

    private final CallSpans spans;

    /** By the number of the attempt. Those of attempts without a call are forgotten after a while. */
    private final Cache<Long, Context> parents = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LONGEST_CALL)
            .executor(Runnable::run)
            .build();

    CallTraces(OpenTelemetry telemetry) {
        this.spans = new CallSpans(telemetry.getTracer("dev.pointsman"));
    }

    @Override
    public void decided(MadeDecision decision, Attempt attempt) {
        Context here = Context.current();
        if (here != Context.root()) {
            parents.put(attempt.id(), here);
        }
    }

    @Override
    public void completed(CompletedCall call) {
        Instant end = Instant.now();
        Context parent = Context.current(); // that of a call without any attempt
        if (!call.trace().attempts().isEmpty()) {
            Context first = parents.getIfPresent(call.trace().id());
            parent = first == null ? Context.root() : first;
        }
        for (AttemptRecord attempt : call.trace().attempts()) {
            parents.invalidate(attempt.attemptId());
        }
        spans.make(call, parent, end);
    }

    /** How many contexts are kept. */
    long kept() {
        parents.cleanUp();
        return parents.estimatedSize();
    }
}
