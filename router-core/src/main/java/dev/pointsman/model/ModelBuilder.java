package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builder of a {@link Model}; every value has a default. Not thread-safe. */
public final class ModelBuilder {
    private final String id;
    private final String provider;
    private String name;
    private @Nullable String region;
    private @Nullable Pricing price;
    private @Nullable PromptCache cache;
    private int contextWindow;
    private int maxOutput;
    private Set<Operation> operations = Set.of(Operation.CHAT);
    private Set<Capability> capabilities = Set.of();
    private double quality = 1;
    private Set<String> tags = Set.of();
    private Set<String> tenants = Set.of();
    private Timeouts timeouts = Timeouts.NONE;

    ModelBuilder(String id, String provider) {
        this.id = id;
        this.provider = provider;
        this.name = id;
    }

    /**
     * Sets the model name sent to the provider.
     *
     * @param value the name; default: the id
     * @return this builder
     */
    public ModelBuilder name(String value) {
        name = value;
        return this;
    }

    /**
     * Sets the region.
     *
     * @param value the region; default: null, unknown
     * @return this builder
     */
    public ModelBuilder region(@Nullable String value) {
        region = value;
        return this;
    }

    /**
     * Sets the token prices.
     *
     * @param value the price; default: null, unknown
     * @return this builder
     */
    public ModelBuilder price(@Nullable Pricing value) {
        price = value;
        return this;
    }

    /**
     * Sets the properties of the provider's prompt cache.
     *
     * @param value the cache; default: null, unknown
     * @return this builder
     */
    public ModelBuilder cache(@Nullable PromptCache value) {
        cache = value;
        return this;
    }

    /**
     * Sets the maximum number of prompt tokens.
     *
     * @param value tokens; default: 0, unknown
     * @return this builder
     */
    public ModelBuilder contextWindow(int value) {
        contextWindow = value;
        return this;
    }

    /**
     * Sets the maximum number of answer tokens.
     *
     * @param value tokens; default: 0, unknown
     * @return this builder
     */
    public ModelBuilder maxOutput(int value) {
        maxOutput = value;
        return this;
    }

    /**
     * Sets the supported operations.
     *
     * @param values at least one; default: chat
     * @return this builder
     */
    public ModelBuilder operations(Set<Operation> values) {
        operations = values;
        return this;
    }

    /**
     * Sets the supported capabilities.
     *
     * @param values the capabilities; default: none
     * @return this builder
     */
    public ModelBuilder capabilities(Set<Capability> values) {
        capabilities = values;
        return this;
    }

    /**
     * Sets the answer quality.
     *
     * @param value over 0, at most 1; default: 1
     * @return this builder
     */
    public ModelBuilder quality(double value) {
        quality = value;
        return this;
    }

    /**
     * Sets free labels, for display and plugins.
     *
     * @param values the tags; default: none
     * @return this builder
     */
    public ModelBuilder tags(Set<String> values) {
        tags = values;
        return this;
    }

    /**
     * Sets the only tenants it may serve.
     *
     * @param values the tenants; default: none, which means all
     * @return this builder
     */
    public ModelBuilder tenants(Set<String> values) {
        tenants = values;
        return this;
    }

    /**
     * Sets the timeouts that override the pool's.
     *
     * @param value the timeouts; default: none, the pool's apply
     * @return this builder
     */
    public ModelBuilder timeouts(Timeouts value) {
        timeouts = value;
        return this;
    }

    /**
     * Copies prices, prompt cache, limits, operations and capabilities of a catalogue entry, replacing earlier values.
     *
     * @param entry the entry
     * @return this builder
     */
    public ModelBuilder from(ModelCatalogue.Entry entry) {
        price = entry.price();
        cache = entry.cache();
        contextWindow = entry.contextWindow();
        maxOutput = entry.maxOutput();
        operations = entry.operations();
        capabilities = entry.capabilities();
        return this;
    }

    /**
     * Builds the model.
     *
     * @return the model
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Model build() {
        return new Model(
                id,
                provider,
                name,
                region,
                price,
                cache,
                contextWindow,
                maxOutput,
                operations,
                capabilities,
                quality,
                tags,
                tenants,
                timeouts);
    }
}
