package dev.pointsman.model;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one call needs and what it would like; everything is optional.
 *
 * <p>Required capabilities, filters, the price ceiling, the tenant and the counted length of the prompt are hard
 * constraints: a model
 * that fails one of them is never tried, whatever else breaks. Immutable and safe for all threads.
 */
public final class RouteRequest {

    /** The request that asks for nothing: the default pool, its goal, a chat answer. */
    public static final RouteRequest ANY = builder().build();

    /** The shape of a request that is like most others. */
    public static final long USUAL_SHAPE = 0;

    private final RouteRequestBuilder values;
    private final boolean unconstrained;

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
     * A request for a pool, with everything else at its default.
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
     * What the call is after.
     *
     * @return the goal; null for the pool's own
     */
    public @Nullable Goal goal() {
        return values.goal;
    }

    /**
     * The kind of work.
     *
     * @return the operation; chat by default
     */
    public Operation operation() {
        return values.operation;
    }

    /**
     * Whether the answer comes token by token.
     *
     * @return true if it streams; false by default
     */
    public boolean streaming() {
        return values.streaming;
    }

    /**
     * How long the prompt will be, as the caller counted it: a model with a smaller window is not tried.
     *
     * @return tokens; 0 when unknown
     */
    public int expectedInputTokens() {
        return values.expectedInputTokens;
    }

    /**
     * How long the prompt looks: the expected length where the caller gave one, else a guess. It serves to compare costs
     * and refuses nothing.
     *
     * @return tokens; 0 when unknown, then the pool's mean counts
     */
    public int estimatedInputTokens() {
        return values.expectedInputTokens > 0 ? values.expectedInputTokens : values.estimatedInputTokens;
    }

    /**
     * How long the answer is likely to be.
     *
     * @return tokens; 0 when unknown, then the model's own mean in this pool counts
     */
    public int expectedOutputTokens() {
        return values.expectedOutputTokens;
    }

    /**
     * For the engine: whether any model of the operation may serve it that is open to all tenants.
     *
     * @return true if it requires and excludes nothing
     */
    public boolean isUnconstrained() {
        return unconstrained;
    }

    /**
     * The most tokens the answer may have.
     *
     * @return tokens; 0 when not limited
     */
    public int maxTokens() {
        return values.maxTokens;
    }

    /**
     * What a model must be capable of.
     *
     * @return the capabilities, all of them required
     */
    public Set<Capability> capabilities() {
        return values.capabilities;
    }

    /**
     * Which regions may serve.
     *
     * @return the filter of regions
     */
    public AllowDenyList regions() {
        return values.regions;
    }

    /**
     * Which providers may serve.
     *
     * @return the filter of providers
     */
    public AllowDenyList providers() {
        return values.providers;
    }

    /**
     * Which models may serve.
     *
     * @return the filter of model ids
     */
    public AllowDenyList models() {
        return values.models;
    }

    /**
     * The most that may be paid per million tokens, prompt and answer each.
     *
     * @return the ceiling; null for none
     */
    public @Nullable Pricing priceCeiling() {
        return values.priceCeiling;
    }

    /**
     * On whose behalf the call is made.
     *
     * @return the tenant; null when there is none
     */
    public @Nullable String tenant() {
        return values.tenant;
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
     * What makes two calls the same question: where the pool allows it, an old answer to an equal question of the same
     * tenant may stand in when no model answers.
     *
     * @return anything with a sensible {@code equals}; null when no other answer will do
     */
    public @Nullable Object cacheKey() {
        return values.question;
    }

    /**
     * How long the call may take until its first token, over all attempts.
     *
     * @return the time from the call's start; null for the pool's own
     */
    public @Nullable Duration deadline() {
        return values.deadline;
    }

    /**
     * The identity of the caller, to tell the failures of one caller from those of many. It never leaves the
     * process.
     *
     * @return a name or address; the tenant if none was given, null when both are unknown
     */
    public @Nullable String caller() {
        return values.caller == null ? values.tenant : values.caller;
    }

    /**
     * For the engine: a number that stands for the caller.
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
     * A fingerprint of what is unusual in the request, such as rare parameters or an extreme length. A model that serves
     * other requests is not blamed for the first failures of a shape that it has never served.
     *
     * @return any number, equal for requests that are unusual in the same way; {@link #USUAL_SHAPE} by default
     */
    public long shape() {
        return values.shape;
    }

    /** The pool, goal and operation; tenant and session stay private. */
    @Override
    public String toString() {
        return "RouteRequest[pool=" + pool() + ", goal=" + goal() + ", " + operation() + "]";
    }
}
