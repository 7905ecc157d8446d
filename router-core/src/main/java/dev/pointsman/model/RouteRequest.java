package dev.pointsman.model;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requirements and preferences of one call; everything is optional.
 *
 * <p>Required capabilities, filters, the price ceiling, the tenant and the counted length of the prompt are hard
 * constraints: a model that fails one of them is never tried, even if all others fail. Immutable and thread-safe.
 */
public final class RouteRequest {

    /** A request without requirements: the default pool, its goal, a chat completion. */
    public static final RouteRequest ANY = builder().build();

    /** The shape of an ordinary request. */
    public static final long USUAL_SHAPE = 0;

    private final RouteRequestBuilder values;
    private final boolean unconstrained;
    // Of the pool that asked last; racy, any value is right.
    private @Nullable SessionKey sessionKey;
    private @Nullable SessionKey prefixKey;

    RouteRequest(RouteRequestBuilder values) {
        this.values = values;
        this.unconstrained = values.expectedInputTokens == 0
                && values.capabilities.isEmpty()
                && values.regions.equals(AllowDenyList.ANY)
                && values.providers.equals(AllowDenyList.ANY)
                && values.models.equals(AllowDenyList.ANY)
                && values.priceCeiling == null;
    }

    /**
     * A builder of requests.
     *
     * @return a new builder with every value at its default
     */
    public static RouteRequestBuilder builder() {
        return new RouteRequestBuilder();
    }

    /**
     * Returns a request for a pool, with everything else at its default.
     *
     * @param pool the pool's name
     * @return the request
     */
    public static RouteRequest toPool(String pool) {
        return builder().pool(pool).build();
    }

    /**
     * A builder with the values of this request.
     *
     * @return a new builder
     */
    public RouteRequestBuilder toBuilder() {
        return values.copy();
    }

    /**
     * The pool that serves the call.
     *
     * @return the pool's name; null for the router's only or default pool
     */
    public @Nullable String pool() {
        return values.pool;
    }

    /**
     * The goal of the call.
     *
     * @return the goal; null for the pool's own
     */
    public @Nullable Goal goal() {
        return values.goal;
    }

    /**
     * The operation.
     *
     * @return the operation; chat by default
     */
    public Operation operation() {
        return values.operation;
    }

    /**
     * Returns whether the answer is streamed.
     *
     * @return true if it streams; false by default
     */
    public boolean streaming() {
        return values.streaming;
    }

    /**
     * The prompt length as counted by the caller; a model with a smaller window is not tried.
     *
     * @return tokens; 0 when unknown
     */
    public int expectedInputTokens() {
        return values.expectedInputTokens;
    }

    /**
     * The estimated prompt length: the expected length if given, else an estimate. Used to compare costs only; excludes
     * no model.
     *
     * @return tokens; 0 if unknown, then the pool's mean is used
     */
    public int estimatedInputTokens() {
        return values.expectedInputTokens > 0 ? values.expectedInputTokens : values.estimatedInputTokens;
    }

    /**
     * The expected length of the answer.
     *
     * @return tokens; 0 when unknown, then the model's mean in the pool is used
     */
    public int expectedOutputTokens() {
        return values.expectedOutputTokens;
    }

    /**
     * For the engine: returns whether any model of the operation that is open to all tenants may serve it.
     *
     * @return true if it requires and excludes nothing
     */
    public boolean isUnconstrained() {
        return unconstrained;
    }

    /**
     * The maximum number of answer tokens.
     *
     * @return tokens; 0 when not limited
     */
    public int maxTokens() {
        return values.maxTokens;
    }

    /**
     * The capabilities a model must have.
     *
     * @return the capabilities, all of them required
     */
    public Set<Capability> capabilities() {
        return values.capabilities;
    }

    /**
     * The filter of regions.
     *
     * @return the allow and deny list
     */
    public AllowDenyList regions() {
        return values.regions;
    }

    /**
     * The filter of providers.
     *
     * @return the allow and deny list
     */
    public AllowDenyList providers() {
        return values.providers;
    }

    /**
     * The filter of models.
     *
     * @return the allow and deny list of model ids
     */
    public AllowDenyList models() {
        return values.models;
    }

    /**
     * The maximum prices per million tokens, of prompt and answer each.
     *
     * @return the ceiling; null for none
     */
    public @Nullable Pricing priceCeiling() {
        return values.priceCeiling;
    }

    /**
     * The tenant of the call.
     *
     * @return the tenant; null when there is none
     */
    public @Nullable String tenant() {
        return values.tenant;
    }

    /**
     * The id of the tenant's key that the call was made with.
     *
     * @return the id; null when there is none
     */
    public @Nullable String key() {
        return values.key;
    }

    /**
     * Returns whether the pool replaces the one that the caller asked for, as after a spent budget.
     *
     * @return true if its answers are degraded; false by default
     */
    public boolean isDegraded() {
        return values.degraded;
    }

    /**
     * The conversation the call belongs to.
     *
     * @return the session; null when there is none
     */
    public @Nullable String session() {
        return values.session;
    }

    /**
     * The number of the call in its session.
     *
     * @return from 1; 0 if unknown
     */
    public int turn() {
        return values.turn;
    }

    /**
     * The kind of task, in words of the application.
     *
     * @return the tag; null when there is none
     */
    public @Nullable String tag() {
        return values.tag;
    }

    /**
     * The hash of the beginning of the prompt that the sessions of an application share.
     *
     * @return any number; 0 if there is none
     */
    public long sharedPrefix() {
        return values.sharedPrefix;
    }

    /**
     * The length of the shared beginning of the prompt.
     *
     * @return tokens; 0 if unknown
     */
    public int sharedPrefixTokens() {
        return values.sharedPrefixTokens;
    }

    /**
     * For the engine: the key of the session in a pool, computed once.
     *
     * @param pool the name of the pool that serves the call
     * @return the key; null when there is no session
     */
    public @Nullable SessionKey sessionKey(String pool) {
        String session = values.session;
        if (session == null) {
            return null;
        }
        SessionKey known = sessionKey;
        if (known == null || !known.isIn(pool)) {
            known = SessionKey.of(pool, values.tenant, session);
            sessionKey = known;
        }
        return known;
    }

    /**
     * For the engine: the key of the shared beginning of the prompt in a pool, computed once.
     *
     * @param pool the name of the pool that serves the call
     * @return the key; null when there is none
     */
    public @Nullable SessionKey prefixKey(String pool) {
        if (values.sharedPrefix == 0) {
            return null;
        }
        SessionKey known = prefixKey;
        if (known == null || !known.isIn(pool)) {
            known = SessionKey.of(pool, values.sharedPrefix);
            prefixKey = known;
        }
        return known;
    }

    /**
     * The key of the stale-response cache: if the pool allows it, an earlier answer to a request with an equal key and
     * the same tenant is returned when no model answers.
     *
     * @return any object with a suitable {@code equals}; null to disable stale responses
     */
    public @Nullable Object cacheKey() {
        return values.cacheKey;
    }

    /**
     * The deadline for the first token, over all attempts.
     *
     * @return the time from the call's start; null for the pool's own
     */
    public @Nullable Duration deadline() {
        return values.deadline;
    }

    /**
     * The identity of the caller, used to distinguish the failures of one caller from those of many. It never leaves
     * the process.
     *
     * @return a name or address; the tenant if none was given, null when both are unknown
     */
    public @Nullable String caller() {
        return values.caller == null ? values.tenant : values.caller;
    }

    /**
     * For the engine: a number that represents the caller.
     *
     * @return the same for the same caller; 0 when unknown
     */
    public int callerNumber() {
        String caller = caller();
        if (caller == null) {
            return 0;
        }
        int number = caller.hashCode();
        return number == 0 ? 1 : number;
    }

    /**
     * A fingerprint of the unusual features of the request, such as rare parameters or an extreme length. The first
     * failures of a shape that a model has never served do not count against a model that serves other requests.
     *
     * @return any number, equal for requests with the same unusual features; {@link #USUAL_SHAPE} by default
     */
    public long shape() {
        return values.shape;
    }

    /**
     * Returns the receiver of the call's charges to budgets and reports of usage.
     *
     * @return the receiver; null if they are booked by this process, as usual
     */
    public @Nullable ChargeReceiver charges() {
        return values.charges;
    }

    /** The pool, goal and operation; tenant and session are left out. */
    @Override
    public String toString() {
        return "RouteRequest[pool=" + pool() + ", goal=" + goal() + ", " + operation() + "]";
    }
}
