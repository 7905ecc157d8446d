package dev.pointsman.micronaut.config;

import dev.pointsman.router.ModelRouterBuilder;

/** Changes the configured router before it is built. Beans of this type are called once, in their order. */
@FunctionalInterface
public interface RouterCustomizer {

    /**
     * Changes the router's builder, which has the configuration already.
     *
     * @param builder the builder
     */
    void customize(ModelRouterBuilder builder);
}
