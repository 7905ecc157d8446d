package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.pointsman.model.Goal;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a chat request with goal, tenant and session of its routing. Immutable.
 *
 * <pre>{@code
 * ChatRequest request = ChatRequest.builder()
 *     .messages(UserMessage.from("Name three rivers."))
 *     .parameters(RoutingParameters.builder().goal(Goal.COST).tenant("acme").build())
 *     .build();
 * }</pre>
 */
public final class RoutingParameters extends DefaultChatRequestParameters {
    /** The memory id of services without one. */
    private static final String NO_MEMORY = "default";

    private final @Nullable Goal goal;
    private final @Nullable String tenant;
    private final @Nullable String session;

    private RoutingParameters(Builder builder) {
        super(builder);
        this.goal = builder.goal;
        this.tenant = builder.tenant;
        this.session = builder.session;
    }

    /**
     * Returns a builder.
     *
     * @return a new builder without values
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a transformer of the requests of LangChain4j's {@code AiServices}, by which the memory id of a call is its
     * session: {@code AiServices.builder(Assistant.class).chatRequestTransformer(RoutingParameters.memoryIdAsSession())}.
     *
     * @return the transformer; leaves requests of services without a memory id as they are
     */
    public static BiFunction<ChatRequest, Object, ChatRequest> memoryIdAsSession() {
        return (request, memory) -> memory == null || memory.equals(NO_MEMORY)
                ? request
                : request.toBuilder()
                        .parameters(builder()
                                .overrideWith(request.parameters())
                                .session(memory.toString())
                                .build())
                        .build();
    }

    /**
     * Returns the goal.
     *
     * @return the goal; null for the pool's own
     */
    public @Nullable Goal goal() {
        return goal;
    }

    /**
     * Returns the tenant.
     *
     * @return the tenant; null for none
     */
    public @Nullable String tenant() {
        return tenant;
    }

    /**
     * Returns the session.
     *
     * @return the session; null for none
     */
    public @Nullable String session() {
        return session;
    }

    @Override
    public ChatRequestParameters overrideWith(ChatRequestParameters other) {
        return builder().overrideWith(this).overrideWith(other).build();
    }

    @Override
    public ChatRequestParameters defaultedBy(ChatRequestParameters other) {
        return builder().overrideWith(other).overrideWith(this).build();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof RoutingParameters that
                && Objects.equals(goal, that.goal)
                && Objects.equals(tenant, that.tenant)
                && Objects.equals(session, that.session);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), goal, tenant, session);
    }

    /** Builder of parameters. Not thread-safe. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
        private @Nullable Goal goal;
        private @Nullable String tenant;
        private @Nullable String session;

        private Builder() {}

        /**
         * Sets the goal.
         *
         * @param value the goal; null for the pool's own
         * @return this builder
         */
        public Builder goal(@Nullable Goal value) {
            goal = value;
            return this;
        }

        /**
         * Sets the tenant.
         *
         * @param value the tenant; null for none
         * @return this builder
         */
        public Builder tenant(@Nullable String value) {
            tenant = value;
            return this;
        }

        /**
         * Sets the session.
         *
         * @param value the session; null for none
         * @return this builder
         */
        public Builder session(@Nullable String value) {
            session = value;
            return this;
        }

        @Override
        public Builder overrideWith(ChatRequestParameters other) {
            super.overrideWith(other);
            if (other instanceof RoutingParameters routing) {
                goal = routing.goal == null ? goal : routing.goal;
                tenant = routing.tenant == null ? tenant : routing.tenant;
                session = routing.session == null ? session : routing.session;
            }
            return this;
        }

        @Override
        public RoutingParameters build() {
            return new RoutingParameters(this);
        }
    }
}
