package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One deployment: a model as one provider serves it, perhaps in one region.
 *
 * <p>What a model has shown (statistics, learned capacity, breaker) belongs to the deployment, whatever pools it stands
 * in. A model that takes another's place under its id inherits that only if provider, name, region and operations are the
 * same.
 *
 * @param id the unique name in configuration, logs and metrics; not blank, no control characters
 * @param provider the provider's name; likewise
 * @param name what the provider is asked for; likewise
 * @param region where it runs; null when unknown, which no list of allowed regions admits
 * @param price what its tokens cost; null when unknown, which fails every price ceiling
 * @param contextWindow the most prompt tokens one call may carry; 0 when unknown, which refuses nothing
 * @param maxOutput the most answer tokens; 0 when unknown
 * @param operations what it can be asked to do; not empty
 * @param capabilities what it is known to be capable of
 * @param quality how good its answers are, over 0 and at most 1, as the user judges
 * @param tags free words for people and plugins
 * @param tenants the only tenants it may serve; empty when it may serve all
 * @param timeouts how long it may be silent, where that is not the pool's affair
 */
public record Model(
        String id,
        String provider,
        String name,
        @Nullable String region,
        @Nullable Pricing price,
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
     * @param id the unique name; also what the provider is asked for, unless the builder is told another name
     * @param provider the provider's name
     * @return a new builder
     */
    public static ModelBuilder builder(String id, String provider) {
        return new ModelBuilder(id, provider);
    }

    /**
     * What a usage of this model costs.
     *
     * @param usage the tokens
     * @return US dollars; NaN when the price or the usage is unknown
     */
    public double cost(Usage usage) {
        return price == null || !usage.isKnown() ? Double.NaN : price.cost(usage);
    }
}
