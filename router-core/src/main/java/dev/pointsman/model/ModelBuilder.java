package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Model}; every value it is not given has a default. Not safe for several threads. */
public final class ModelBuilder {
    private final String id;
    private final String provider;
    private String name;
    private @Nullable String region;
    private @Nullable Pricing price;
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
     * What the provider is asked for.
     *
     * @param value the name; default: the id
     * @return this builder
     */
    public ModelBuilder name(String value) {
        name = value;
        return this;
    }

    /**
     * Where it runs.
     *
     * @param value the region; default: null, unknown
     * @return this builder
     */
    public ModelBuilder region(@Nullable String value) {
        region = value;
        return this;
    }

    /**
     * What its tokens cost.
     *
     * @param value the price; default: null, unknown
     * @return this builder
     */
    public ModelBuilder price(@Nullable Pricing value) {
        price = value;
        return this;
    }

    /**
     * The most prompt tokens one call may carry.
     *
     * @param value tokens; default: 0, unknown
     * @return this builder
     */
    public ModelBuilder contextWindow(int value) {
        contextWindow = value;
        return this;
    }

    /**
     * The most answer tokens.
     *
     * @param value tokens; default: 0, unknown
     * @return this builder
     */
    public ModelBuilder maxOutput(int value) {
        maxOutput = value;
        return this;
    }

    /**
     * What it can be asked to do.
     *
     * @param values at least one; default: chat
     * @return this builder
     */
    public ModelBuilder operations(Set<Operation> values) {
        operations = values;
        return this;
    }

    /**
     * What it is capable of.
     *
     * @param values the capabilities; default: none
     * @return this builder
     */
    public ModelBuilder capabilities(Set<Capability> values) {
        capabilities = values;
        return this;
    }

    /**
     * How good its answers are.
     *
     * @param value over 0, at most 1; default: 1
     * @return this builder
     */
    public ModelBuilder quality(double value) {
        quality = value;
        return this;
    }

    /**
     * Free words for people and plugins.
     *
     * @param values the tags; default: none
     * @return this builder
     */
    public ModelBuilder tags(Set<String> values) {
        tags = values;
        return this;
    }

    /**
     * The only tenants it may serve.
     *
     * @param values the tenants; default: none, which means all
     * @return this builder
     */
    public ModelBuilder tenants(Set<String> values) {
        tenants = values;
        return this;
    }

    /**
     * How long it may be silent.
     *
     * @param value the timeouts that are its own; default: none, the pool's count
     * @return this builder
     */
    public ModelBuilder timeouts(Timeouts value) {
        timeouts = value;
        return this;
    }

    /**
     * Takes the figures of a catalogue entry, whatever was set before.
     *
     * @param entry the entry
     * @return this builder
     */
    public ModelBuilder from(CatalogueEntry entry) {
        price = entry.price();
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
