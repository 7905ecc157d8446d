/**
 * The engine of Pointsman: an adaptive router for calls to language models.
 *
 * <p>Five packages in layers, each depending only on those to its right: {@code router}, {@code strategy},
 * {@code breaker}, {@code stats}, {@code model}.
 */
module dev.pointsman.core {
    requires com.github.benmanes.caffeine;
    requires dev.failsafe.core;
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.pointsman.breaker;
    exports dev.pointsman.model;
    exports dev.pointsman.router;
    exports dev.pointsman.stats;
    exports dev.pointsman.strategy;

    uses dev.pointsman.strategy.StrategyProvider;
}
