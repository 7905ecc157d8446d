package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deployment: a model as served by one provider, optionally in one region.
 *
 * <p>Statistics, learned capacity and breaker belong to the deployment and are shared by all its pools. A model that
 * replaces another one under the same id inherits them only if provider, name, region and operations are equal.
 *
 * @param id the unique name in configuration, logs and metrics; not blank, no control characters
 * @param provider the provider's name; likewise
 * @param name the model name sent to the provider; likewise
 * @param region the region; null if unknown, which a non-empty allow list of regions does not admit
 * @param price the token prices; null if unknown, which fails every price ceiling
 * @param cache the provider's prompt cache; null if unknown, then {@link PromptCache#DEFAULT} is assumed
 * @param contextWindow the maximum number of prompt tokens; 0 if unknown, then prompts are not length-checked
 * @param maxOutput the maximum number of answer tokens; 0 if unknown
 * @param operations the supported operations; not empty
 * @param capabilities the supported capabilities
 * @param quality the answer quality as rated by the user; over 0, at most 1
 * @param tags free labels, for display and plugins
 * @param tenants the only tenants it may serve; empty for all
 * @param timeouts the timeouts that override the pool's
 */
public record Model(
        String id,
        String provider,
        String name,
        @Nullable String region,
        @Nullable Pricing price,
        @Nullable PromptCache cache,
        int contextWindow,
        int maxOutput,
        Set<Operation> operations,
        Set<Capability> capabilities,
        double quality,
        Set<String> tags,
        Set<String> tenants,
        Timeouts timeouts) {

    /**
     * Checks the ranges and copies the sets.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Model {
        Preconditions.nameable(id, "id");
        Preconditions.nameable(provider, "provider");
        Preconditions.nameable(name, "name");
        Preconditions.notNegative(contextWindow, "contextWindow");
        Preconditions.notNegative(maxOutput, "maxOutput");
        Preconditions.require(quality > 0 && quality <= 1, "quality", quality, "> 0 and <= 1");
        Preconditions.require(!operations.isEmpty(), "operations", operations, "not empty");
        operations = Set.copyOf(operations);
        capabilities = Set.copyOf(capabilities);
        tags = Preconditions.namesIn(tags, "tags");
        tenants = Preconditions.namesIn(tenants, "tenants");
    }

    /**
     * A builder with every optional value at its default.
     *
     * @param id the unique name; also the model name sent to the provider unless the builder sets another one
     * @param provider the provider's name
     * @return a new builder
     */
    public static ModelBuilder builder(String id, String provider) {
        return new ModelBuilder(id, provider);
    }

    /**
     * Returns the cost of a token usage.
     *
     * @param usage the tokens
     * @return US dollars; NaN when the price or the usage is unknown
     */
    public double cost(Usage usage) {
        return price == null || !usage.isKnown() ? Double.NaN : price.cost(usage);
    }
}
