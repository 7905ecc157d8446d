package dev.pointsman.gateway.response;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.answer.ReasoningResets;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.Model;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Request headers that control routing, and response headers that describe the serving model. */
public final class RouterHeaders {
    public static final String DEMO = "X-Router-Demo";
    public static final String GOAL = "X-Router-Goal";
    static final String TENANT = "X-Router-Tenant";
    public static final String TAG = "X-Router-Tag";

    /** Headers in which clients name their session, the router's own first. */
    public static final List<String> SESSIONS =
            List.of("x-router-session", "x-claude-code-session-id", "session-id", "session_id");

    public static final String MODEL = "X-Router-Model";
    public static final String PROVIDER = "X-Router-Provider";
    public static final String ATTEMPTS = "X-Router-Attempts";
    public static final String DEGRADED = "X-Router-Degraded";
    public static final String STALE = "X-Router-Stale";
    public static final String DECISION = "X-Router-Decision";
    static final String COST = "X-Router-Cost";
    public static final String ESTIMATED = "X-Router-Estimated";
    public static final String CACHE = "X-Router-Cache";
    public static final String SAVED = "X-Router-Saved";
    public static final String REASONING = "X-Router-Reasoning";

    private static final MathContext DIGITS = new MathContext(12);
    private static final int LONGEST_TENANT = 128;
    private static final int LONGEST_GOAL = 128;
    private static final int LONGEST_TAG = 64;

    private RouterHeaders() {}

    /** Returns the goal that a request names; null if it names none. */
    public static @Nullable String goal(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(GOAL);
        if (headers.isEmpty()) {
            return null;
        }
        List<String> given = headers.stream().map(String::strip).distinct().toList();
        if (given.size() > 1) {
            throw new IllegalArgumentException(GOAL + ": " + given.size() + " different values (expected: one)");
        }
        String goal = given.get(0);
        if (goal.length() > LONGEST_GOAL) {
            throw new IllegalArgumentException(
                    GOAL + ": " + goal.length() + " characters (expected: at most " + LONGEST_GOAL + ")");
        }
        return goal;
    }

    /** Returns the tenant of a request: the authenticated one, else the one that it names; null if there is none. */
    public static @Nullable String tenant(HttpRequest<?> request) {
        String known = CallerTenant.tenant(request);
        String named = named(request);
        if (known != null && named != null && !named.equals(known)) {
            throw RefusedCallException.otherTenant(TENANT);
        }
        return known == null ? named : known;
    }

    private static @Nullable String named(HttpRequest<?> request) {
        return plain(request, TENANT, LONGEST_TENANT);
    }

    /** Returns the tag that a request names; null if it names none. */
    public static @Nullable String tag(HttpRequest<?> request) {
        return plain(request, TAG, LONGEST_TAG);
    }

    private static @Nullable String plain(HttpRequest<?> request, String header, int longest) {
        List<String> given = request.getHeaders().getAll(header);
        if (given.isEmpty()) {
            return null;
        }
        String value = given.get(0).strip();
        if (given.size() > 1 || value.isEmpty() || value.length() > longest || !HeaderText.isPlain(value)) {
            throw new IllegalArgumentException(
                    header + ": " + (given.size() > 1 ? "twice" : value.length() + " characters")
                            + " (expected: once, 1 to " + longest + " visible ASCII characters)");
        }
        return value;
    }

    public static <B> MutableHttpResponse<B> add(MutableHttpResponse<B> response, RouteResult<?> result) {
        if (result.stale()) {
            response.header(STALE, "true");
        }
        return who(response, result.model(), result.trace()).header(DEGRADED, String.valueOf(result.degraded()));
    }

    /** Adds the headers of a whole answer, with its cost in US dollars as a plain decimal if it is known. */
    public static <B> MutableHttpResponse<B> add(
            MutableHttpResponse<B> response, RouteResult<?> result, @Nullable BigDecimal cost) {
        if (cost != null) {
            response.header(COST, cost.toPlainString());
        }
        return add(response, result);
    }

    /** Adds a mark if the model had to do without reasoning that the client asked for. */
    public static MutableHttpResponse<?> add(MutableHttpResponse<?> response, ReasoningResets resets) {
        return resets.isReset() ? response.header(REASONING, "reset") : response;
    }

    /**
     * Returns how a request may use the cache of responses: {@code Cache-Control: no-store} does without it, {@code no-cache}
     * only for reading.
     */
    public static CacheUse cacheUse(HttpRequest<?> request) {
        List<String> given = request.getHeaders().getAll(HttpHeaders.CACHE_CONTROL);
        if (given.isEmpty()) { // as of most clients
            return new CacheUse(CacheUse.Mode.ANY);
        }
        String control = String.join(",", given).toLowerCase(Locale.ROOT);
        List<String> directives =
                Stream.of(control.split(",", -1)).map(String::strip).toList();
        if (directives.contains("no-store")) {
            return new CacheUse(CacheUse.Mode.NONE);
        }
        return new CacheUse(directives.contains("no-cache") ? CacheUse.Mode.FRESH : CacheUse.Mode.ANY);
    }

    /** Adds how the cache of responses was used, the age of a cached answer, and the cost that it saved. */
    public static MutableHttpResponse<?> add(MutableHttpResponse<?> response, CacheUse use) {
        if (use.outcome() == CacheUse.Outcome.OFF) {
            return response;
        }
        response.header(CACHE, use.outcome().name().toLowerCase(Locale.ROOT));
        if (use.outcome() == CacheUse.Outcome.HIT) {
            response.header(HttpHeaders.AGE, String.valueOf(use.age().toSeconds()));
        }
        BigDecimal saved = dollars(use.saved());
        return saved == null ? response : response.header(SAVED, saved.toPlainString());
    }

    /** Returns an amount in US dollars as a plain decimal; null if it is unknown. */
    public static @Nullable BigDecimal dollars(double amount) {
        if (!Double.isFinite(amount)) {
            return null;
        }
        BigDecimal plain = BigDecimal.valueOf(amount).round(DIGITS).stripTrailingZeros();
        return plain.signum() == 0 ? BigDecimal.ZERO : plain;
    }

    /** Adds the number of attempts and the last model after a failure; nothing if no model could be tried. */
    public static <B> MutableHttpResponse<B> add(MutableHttpResponse<B> response, RoutingException failed) {
        List<AttemptRecord> attempts = failed.trace().attempts();
        return attempts.isEmpty()
                ? response
                : who(response, attempts.get(attempts.size() - 1).model(), failed.trace());
    }

    /** Adds the model that was asked outside of a call. */
    public static MutableHttpResponse<?> add(MutableHttpResponse<?> response, Model model) {
        return response.header(MODEL, HeaderText.of(model.id())).header(PROVIDER, HeaderText.of(model.provider()));
    }

    private static <B> MutableHttpResponse<B> who(MutableHttpResponse<B> response, Model model, RouteTrace trace) {
        if (trace.id() >= 0) {
            response.header(DECISION, trace.decisionId());
        }
        return response.header(MODEL, HeaderText.of(model.id()))
                .header(PROVIDER, HeaderText.of(model.provider()))
                .header(ATTEMPTS, String.valueOf(trace.attempts().size()));
    }
}
