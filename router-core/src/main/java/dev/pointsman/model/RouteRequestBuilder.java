package dev.pointsman.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builder of a {@link RouteRequest}. Not thread-safe. */
public final class RouteRequestBuilder {
    private static final int LONGEST_TAG = 64;

    @Nullable
    String pool;

    @Nullable
    Goal goal;

    Operation operation = Operation.CHAT;
    boolean streaming;
    int expectedInputTokens;
    int estimatedInputTokens;
    int expectedOutputTokens;
    int maxTokens;
    Set<Capability> capabilities = Set.of();
    AllowDenyList regions = AllowDenyList.ANY;
    AllowDenyList providers = AllowDenyList.ANY;
    AllowDenyList models = AllowDenyList.ANY;

    @Nullable
    Pricing priceCeiling;

    @Nullable
    String tenant;

    @Nullable
    String key;

    boolean degraded;

    @Nullable
    String session;

    int turn;

    @Nullable
    String tag;

    long sharedPrefix;
    int sharedPrefixTokens;

    @Nullable
    String caller;

    long shape;

    @Nullable
    Object cacheKey;

    @Nullable
    Duration deadline;

    @Nullable
    ChargeReceiver charges;

    RouteRequestBuilder() {}

    RouteRequestBuilder copy() {
        RouteRequestBuilder copy = new RouteRequestBuilder();
        copy.pool = pool;
        copy.goal = goal;
        copy.operation = operation;
        copy.streaming = streaming;
        copy.expectedInputTokens = expectedInputTokens;
        copy.estimatedInputTokens = estimatedInputTokens;
        copy.expectedOutputTokens = expectedOutputTokens;
        copy.maxTokens = maxTokens;
        copy.capabilities = capabilities;
        copy.regions = regions;
        copy.providers = providers;
        copy.models = models;
        copy.priceCeiling = priceCeiling;
        copy.tenant = tenant;
        copy.key = key;
        copy.degraded = degraded;
        copy.session = session;
        copy.turn = turn;
        copy.tag = tag;
        copy.sharedPrefix = sharedPrefix;
        copy.sharedPrefixTokens = sharedPrefixTokens;
        copy.caller = caller;
        copy.shape = shape;
        copy.cacheKey = cacheKey;
        copy.deadline = deadline;
        copy.charges = charges;
        return copy;
    }

    /**
     * Sets the pool that serves the call.
     *
     * @param value the pool's name; null for the router's only or default pool
     * @return this builder
     */
    public RouteRequestBuilder pool(@Nullable String value) {
        pool = value;
        return this;
    }

    /**
     * Sets the goal of the call.
     *
     * @param value the goal; null for the pool's own
     * @return this builder
     */
    public RouteRequestBuilder goal(@Nullable Goal value) {
        goal = value;
        return this;
    }

    /**
     * Sets the operation.
     *
     * @param value the operation; default: chat
     * @return this builder
     */
    public RouteRequestBuilder operation(Operation value) {
        operation = value;
        return this;
    }

    /**
     * Sets whether the answer is streamed.
     *
     * @param value true if it streams; default: false
     * @return this builder
     */
    public RouteRequestBuilder streaming(boolean value) {
        streaming = value;
        return this;
    }

    /**
     * Sets the prompt length as counted by the caller: a hard constraint, a model with a smaller window is not tried.
     *
     * @param tokens tokens, at least 0; default: 0, unknown
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public RouteRequestBuilder expectedInputTokens(int tokens) {
        Preconditions.notNegative(tokens, "expectedInputTokens");
        expectedInputTokens = tokens;
        return this;
    }

    /**
     * Sets the estimated prompt length, if it was not counted. Used to compare costs only; excludes no model.
     *
     * @param tokens tokens, at least 0; default: 0, unknown
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public RouteRequestBuilder estimatedInputTokens(int tokens) {
        Preconditions.notNegative(tokens, "estimatedInputTokens");
        estimatedInputTokens = tokens;
        return this;
    }

    /**
     * Sets the expected length of the answer.
     *
     * @param tokens tokens, at least 0; default: 0, unknown
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public RouteRequestBuilder expectedOutputTokens(int tokens) {
        Preconditions.notNegative(tokens, "expectedOutputTokens");
        expectedOutputTokens = tokens;
        return this;
    }

    /**
     * Sets the maximum number of answer tokens.
     *
     * @param tokens tokens, at least 0; default: 0, not limited
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public RouteRequestBuilder maxTokens(int tokens) {
        Preconditions.notNegative(tokens, "maxTokens");
        maxTokens = tokens;
        return this;
    }

    /**
     * Sets the capabilities a model must have.
     *
     * @param values all of them required; default: none
     * @return this builder
     */
    public RouteRequestBuilder require(Capability... values) {
        return capabilities(new HashSet<>(Arrays.asList(values))); // duplicates are allowed
    }

    /**
     * Sets the capabilities a model must have.
     *
     * @param values all of them required; default: none
     * @return this builder
     */
    public RouteRequestBuilder capabilities(Set<Capability> values) {
        capabilities = Set.copyOf(values);
        return this;
    }

    /**
     * Sets the filter of regions.
     *
     * @param value the filter; default: any
     * @return this builder
     */
    public RouteRequestBuilder regions(AllowDenyList value) {
        regions = value;
        return this;
    }

    /**
     * Sets the filter of providers.
     *
     * @param value the filter; default: any
     * @return this builder
     */
    public RouteRequestBuilder providers(AllowDenyList value) {
        providers = value;
        return this;
    }

    /**
     * Sets the filter of models.
     *
     * @param value the filter of ids; default: any
     * @return this builder
     */
    public RouteRequestBuilder models(AllowDenyList value) {
        models = value;
        return this;
    }

    /**
     * Sets the maximum prices per million tokens, of prompt and answer each.
     *
     * @param value the ceiling; default: null, none
     * @return this builder
     */
    public RouteRequestBuilder priceCeiling(@Nullable Pricing value) {
        priceCeiling = value;
        return this;
    }

    /**
     * Sets the tenant of the call.
     *
     * @param value the tenant; default: null, no tenant
     * @return this builder
     */
    public RouteRequestBuilder tenant(@Nullable String value) {
        tenant = value;
        return this;
    }

    /**
     * Sets the id of the tenant's key that the call was made with.
     *
     * @param value the id, never the key itself; default: null, none
     * @return this builder
     */
    public RouteRequestBuilder key(@Nullable String value) {
        key = value;
        return this;
    }

    /**
     * For the engine: sets whether the pool replaces the one that the caller asked for, as after a spent budget.
     *
     * @param value true if its answers are degraded; default: false
     * @return this builder
     */
    public RouteRequestBuilder degraded(boolean value) {
        degraded = value;
        return this;
    }

    /**
     * Sets the conversation the call belongs to.
     *
     * @param value the session; default: null, none
     * @return this builder
     */
    public RouteRequestBuilder session(@Nullable String value) {
        session = value;
        return this;
    }

    /**
     * Sets the number of the call in its session.
     *
     * @param value 1 for the first, then the answers so far plus 1; at least 0; default: 0, unknown, then the calls of
     *     the session are counted
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public RouteRequestBuilder turn(int value) {
        Preconditions.notNegative(value, "turn");
        turn = value;
        return this;
    }

    /**
     * Sets the kind of task, in words of the application: quality is learned for it, if that is learned at all. A pool
     * tells few of them apart: no ids.
     *
     * @param value such as {@code summary}; 1 to 64 characters; default: null, none
     * @return this builder
     * @throws IllegalArgumentException if it is empty or longer
     */
    public RouteRequestBuilder tag(@Nullable String value) {
        Preconditions.require(
                value == null || (!value.isBlank() && value.length() <= LONGEST_TAG),
                "tag",
                value == null ? 0 : value.length(),
                "1 to " + LONGEST_TAG + " characters");
        tag = value;
        return this;
    }

    /**
     * Sets the beginning of the prompt that the sessions of an application share: its system prompt and tools.
     *
     * @param hash a hash of it, the same for equal beginnings; 0 if there is none
     * @param tokens its length in tokens; at least 0
     * @return this builder
     * @throws IllegalArgumentException if the length is negative
     */
    public RouteRequestBuilder sharedPrefix(long hash, int tokens) {
        Preconditions.notNegative(tokens, "sharedPrefixTokens");
        sharedPrefix = hash;
        sharedPrefixTokens = tokens;
        return this;
    }

    /**
     * Sets the key of the stale-response cache: an earlier answer to a request with an equal key may be returned when
     * no model answers.
     *
     * @param value any immutable object with a suitable {@code equals}; default: null, no stale responses
     * @return this builder
     */
    public RouteRequestBuilder cacheKey(@Nullable Object value) {
        cacheKey = value;
        return this;
    }

    /**
     * Sets the deadline for the first token, over all attempts.
     *
     * @param value over 0; default: null, the pool's own
     * @return this builder
     * @throws IllegalArgumentException if zero or negative
     */
    public RouteRequestBuilder deadline(@Nullable Duration value) {
        if (value != null) {
            Preconditions.require(value.compareTo(Duration.ZERO) > 0, "deadline", value, "> 0");
        }
        deadline = value;
        return this;
    }

    /**
     * Sets the identity of the caller, used to distinguish the failures of one caller from those of many.
     *
     * @param value a name or address; null for the tenant
     * @return this builder
     */
    public RouteRequestBuilder caller(@Nullable String value) {
        caller = value;
        return this;
    }

    /**
     * Sets the fingerprint of the unusual features of the request.
     *
     * @param value any number, equal for requests with the same unusual features; {@link RouteRequest#USUAL_SHAPE} for
     *     none
     * @return this builder
     */
    public RouteRequestBuilder shape(long value) {
        shape = value;
        return this;
    }

    /**
     * Sets the receiver of the call's charges to budgets and reports of usage, which books them in place of this process.
     *
     * @param value the receiver, of this call alone; default: null, they are booked here
     * @return this builder
     */
    public RouteRequestBuilder charges(@Nullable ChargeReceiver value) {
        charges = value;
        return this;
    }

    /**
     * Builds the request; the builder can be reused.
     *
     * @return the request
     */
    public RouteRequest build() {
        return new RouteRequest(copy());
    }
}
