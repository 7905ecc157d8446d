package dev.pointsman.gateway.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.pointsman.admission.Admission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.FailureKind;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.wire.JsonFields;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Information for a client about whether and when the same request may be served.
 *
 * @param retryable whether a later request may be served
 * @param retryAfter the time until then; null if unknown
 * @param hopeless whether the client's own prompt retries are useless: every model was tried or is not available, or
 *     the wait is longer than clients have patience for
 * @param excludedBy the excluded models, each with the id of the reason; only models that are open to the tenant
 * @param limit the limit or budget that refuses the call; null if none does
 */
public record RetryAdvice(
        boolean retryable,
        @Nullable Duration retryAfter,
        boolean hopeless,
        List<Map<String, String>> excludedBy,
        @Nullable String limit) {
    static final RetryAdvice NEVER = new RetryAdvice(false, null, false, List.of());
    static final RetryAdvice SOON = new RetryAdvice(true, Duration.ofSeconds(1), false, List.of());
    static final RetryAdvice LATER = new RetryAdvice(true, null, false, List.of());

    /** Longest time that clients wait: some ask again at once after a header with more, others not at all. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Header that the SDKs of OpenAI and Anthropic obey. */
    private static final String SHOULD_RETRY = "x-should-retry";

    RetryAdvice(
            boolean retryable, @Nullable Duration retryAfter, boolean hopeless, List<Map<String, String>> excludedBy) {
        this(retryable, retryAfter, hopeless, excludedBy, null);
    }

    /** Returns the advice on a limit: a call that is larger than the limit is never served. */
    private static RetryAdvice of(Admission.Refusal refusal) {
        Duration wait = refusal.retryAfter();
        boolean never = wait == null && !refusal.limit().isEmpty();
        boolean tooLong = wait != null && wait.compareTo(LONGEST_WAIT) > 0;
        String limit = refusal.limit().isEmpty() ? refusal.reason() : refusal.limit();
        return new RetryAdvice(!never, wait, never || tooLong, List.of(), limit);
    }

    public static RetryAdvice of(Throwable thrown) {
        RefusedCallException own = RefusedCallException.in(thrown);
        if (own != null) {
            return own.isTemporary() ? SOON : NEVER;
        }
        if (thrown instanceof AdmissionRefusedException refused) {
            return of(refused.refusal());
        }
        if (thrown instanceof ModelsExhaustedException exhausted) {
            return of(exhausted, exhausted.isEveryModelExcluded());
        }
        if (thrown instanceof NoModelAvailableException none) {
            return none.isTemporary() ? of(none, false) : new RetryAdvice(false, null, false, excluded(none));
        }
        if (thrown instanceof ProviderException failed) {
            FailureKind kind = failed.failure().kind();
            return kind.isOfRequest() ? NEVER : LATER;
        }
        return NEVER;
    }

    private static RetryAdvice of(RoutingException failed, boolean tried) {
        Duration wait = failed.retryAfter();
        boolean tooLong = wait != null && wait.compareTo(LONGEST_WAIT) > 0;
        return new RetryAdvice(true, wait, tried || tooLong, excluded(failed));
    }

    /** Returns the exclusions of a call; a model that was tried has failed it, which says more. */
    private static List<Map<String, String>> excluded(RoutingException failed) {
        return failed.tenantExclusions().stream()
                .map(exclusion -> Map.of("model", exclusion.model(), "reason", reason(failed, exclusion)))
                .toList();
    }

    private static String reason(RoutingException failed, Exclusion exclusion) {
        String reason = exclusion.id();
        if (exclusion.reason() == Exclusion.Reason.TRIED) {
            for (AttemptRecord attempt : failed.trace().attempts()) {
                if (attempt.failure() != null && attempt.model().id().equals(exclusion.model())) {
                    reason = attempt.failure().kind().toString();
                }
            }
        }
        return reason;
    }

    /** Adds the headers: whole seconds, never less than the true wait, at most {@link #LONGEST_WAIT}. */
    public <B> MutableHttpResponse<B> addTo(MutableHttpResponse<B> response) {
        Duration wait = retryAfter;
        if (wait != null && !wait.minusMillis(1).isNegative()) {
            Duration told = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            response.getHeaders().remove(HttpHeaders.RETRY_AFTER);
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(told.plusNanos(999_999_999).toSeconds()));
        }
        return hopeless ? response.header(SHOULD_RETRY, "false") : response;
    }

    /** Returns the fields of an error's body. */
    JsonNode fields() {
        List<JsonNode> excluded = excludedBy.stream()
                .map(one -> JsonFields.build()
                        .put("model", one.get("model"))
                        .put("reason", one.get("reason"))
                        .node())
                .toList();
        JsonFields.ObjectBuilder fields = JsonFields.build()
                .put("retryable", retryable)
                .put(
                        "retry_after",
                        retryAfter == null ? null : DecimalNode.valueOf(BigDecimal.valueOf(retryAfter.toMillis(), 3)))
                .putIfAny("excluded_by", excluded);
        return (limit == null ? fields : fields.put("limit", limit)).node();
    }
}
