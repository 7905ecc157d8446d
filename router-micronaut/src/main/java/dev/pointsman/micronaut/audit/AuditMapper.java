package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.cache.internal.CachedCall;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.BesideTrial;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Mapper from completed calls and cached answers to audit records.
 *
 * @param aliases alias of a provider's key by the provider's name
 */
record AuditMapper(UnaryOperator<String> aliases) {

    AuditRecord of(CompletedCall call, Instant end) {
        RouteTrace trace = call.trace();
        return new AuditRecord(
                trace.id() < 0 ? null : trace.decisionId(),
                end.minus(call.duration()),
                call.duration(),
                call.ending(),
                call.request().tenant(),
                trace.pool(),
                trace.goal(),
                call.request().operation(),
                call.stale(),
                trace.attempts().stream().map(this::attempt).toList(),
                beside(trace.beside()),
                null);
    }

    /** Maps a call that was answered from the cache of responses. */
    AuditRecord of(CachedCall call, Instant end) {
        Model model = Objects.requireNonNull(call.model());
        return new AuditRecord(
                null,
                end.minus(call.duration()),
                call.duration(),
                CallOutcome.SERVED,
                call.request().tenant(),
                call.pool(),
                call.goal(),
                call.request().operation(),
                false,
                List.of(),
                null,
                new AuditRecord.CachedAnswer(model(model), call.outcome(), call.saved()));
    }

    private AuditRecord.@Nullable BesideTrial beside(@Nullable BesideTrial trial) {
        return trial == null
                ? null
                : new AuditRecord.BesideTrial(trial.attemptId(), model(trial.model()), trial.tier());
    }

    /** Maps an attempt; of a failure only kind and status, as a provider's message may quote the prompt. */
    private AuditRecord.Attempt attempt(AttemptRecord attempt) {
        Failure failure = attempt.failure();
        return new AuditRecord.Attempt(
                attempt.attemptId(),
                model(attempt.model()),
                attempt.tier(),
                attempt.startedAfter(),
                attempt.duration(),
                attempt.ttft(),
                attempt.usage(),
                attempt.cost(),
                attempt.hedge(),
                failure == null ? null : failure.kind(),
                failure == null ? 0 : failure.status());
    }

    private AuditRecord.Model model(Model model) {
        return new AuditRecord.Model(
                model.id(), model.name(), model.provider(), model.region(), aliases.apply(model.provider()));
    }
}
