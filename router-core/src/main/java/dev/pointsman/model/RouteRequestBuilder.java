package dev.pointsman.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RouteRequest}. Not safe for several threads. */
public final class RouteRequestBuilder {
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
    String session;

    @Nullable
    String caller;

    long shape;

    @Nullable
    Object question;

    @Nullable
    Duration deadline;

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
        copy.session = session;
        copy.caller = caller;
        copy.shape = shape;
        copy.question = question;
        copy.deadline = deadline;
        return copy;
    }

    /**
     * The pool that serves the call.
     *
     * @param value the pool's name; null for the router's only or default pool
     * @return this builder
     */
    public RouteRequestBuilder pool(@Nullable String value) {
        pool = value;
        return this;
    }

    /**
     * What the call is after.
     *
     * @param value the goal; null for the pool's own
     * @return this builder
     */
    public RouteRequestBuilder goal(@Nullable Goal value) {
        goal = value;
        return this;
    }

    /**
     * The kind of work.
     *
     * @param value the operation; default: chat
     * @return this builder
     */
    public RouteRequestBuilder operation(Operation value) {
        operation = value;
        return this;
    }

    /**
     * Whether the answer comes token by token.
     *
     * @param value true if it streams; default: false
     * @return this builder
     */
    public RouteRequestBuilder streaming(boolean value) {
        streaming = value;
        return this;
    }

    /**
     * How long the prompt will be, as the caller counted it: a hard constraint, for a model with a smaller window is not
     * tried.
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
     * How long the prompt looks, where nobody has counted: it serves to compare costs and refuses nothing.
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
     * How long the answer is likely to be.
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
     * The most tokens the answer may have.
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
     * What a model must be capable of.
     *
     * @param values all of them required; default: none
     * @return this builder
     */
    public RouteRequestBuilder require(Capability... values) {
        return capabilities(new HashSet<>(Arrays.asList(values))); // naming one twice does no harm
    }

    /**
     * What a model must be capable of.
     *
     * @param values all of them required; default: none
     * @return this builder
     */
    public RouteRequestBuilder capabilities(Set<Capability> values) {
        capabilities = Set.copyOf(values);
        return this;
    }

    /**
     * Which regions may serve.
     *
     * @param value the filter; default: any
     * @return this builder
     */
    public RouteRequestBuilder regions(AllowDenyList value) {
        regions = value;
        return this;
    }

    /**
     * Which providers may serve.
     *
     * @param value the filter; default: any
     * @return this builder
     */
    public RouteRequestBuilder providers(AllowDenyList value) {
        providers = value;
        return this;
    }

    /**
     * Which models may serve.
     *
     * @param value the filter of ids; default: any
     * @return this builder
     */
    public RouteRequestBuilder models(AllowDenyList value) {
        models = value;
        return this;
    }

    /**
     * The most that may be paid per million tokens, prompt and answer each.
     *
     * @param value the ceiling; default: null, none
     * @return this builder
     */
    public RouteRequestBuilder priceCeiling(@Nullable Pricing value) {
        priceCeiling = value;
        return this;
    }

    /**
     * On whose behalf the call is made.
     *
     * @param value the tenant; default: null, nobody's
     * @return this builder
     */
    public RouteRequestBuilder tenant(@Nullable String value) {
        tenant = value;
        return this;
    }

    /**
     * The conversation the call belongs to.
     *
     * @param value the session; default: null, none
     * @return this builder
     */
    public RouteRequestBuilder session(@Nullable String value) {
        session = value;
        return this;
    }

    /**
     * What makes two calls the same question, so that an old answer may stand in when no model answers.
     *
     * @param value anything immutable with a sensible {@code equals}; default: null, no other answer will do
     * @return this builder
     */
    public RouteRequestBuilder cacheKey(@Nullable Object value) {
        question = value;
        return this;
    }

    /**
     * How long the call may take until its first token, over all attempts.
     *
     * @param value over 0; default: null, the pool's own
     * @return this builder
     * @throws IllegalArgumentException if zero or negative
     */
    public RouteRequestBuilder deadline(@Nullable Duration value) {
        Preconditions.require(value == null || value.compareTo(Duration.ZERO) > 0, "deadline", value + "", "> 0");
        deadline = value;
        return this;
    }

    /**
     * Sets the identity of the caller, to tell the failures of one caller from those of many.
     *
     * @param value a name or address; null for the tenant
     * @return this builder
     */
    public RouteRequestBuilder caller(@Nullable String value) {
        caller = value;
        return this;
    }

    /**
     * Sets the fingerprint of what is unusual in the request.
     *
     * @param value any number, equal for requests that are unusual in the same way; {@link RouteRequest#USUAL_SHAPE} for
     *     none
     * @return this builder
     */
    public RouteRequestBuilder shape(long value) {
        shape = value;
        return this;
    }

    /**
     * Builds the request; the builder may be used on.
     *
     * @return the request
     */
    public RouteRequest build() {
        return new RouteRequest(copy());
    }
}
