/**
 * The engine of Pointsman: an adaptive router for calls to language models.
 *
 * <p>Packages in layers, each depending only on those to its right: {@code router}, {@code failure}, {@code tenant},
 * {@code admission},
 * {@code trace}, {@code strategy}, {@code policy} and {@code breaker}, {@code state}, {@code stats}, {@code model} and
 * {@code time}. Packages named {@code internal} are not exported.
 */
module dev.pointsman.core {
    requires com.github.benmanes.caffeine;
    requires dev.failsafe.core;
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.pointsman.admission;
    exports dev.pointsman.breaker;
    exports dev.pointsman.failure;
    exports dev.pointsman.model;
    exports dev.pointsman.policy;
    exports dev.pointsman.router;
    exports dev.pointsman.state;
    exports dev.pointsman.stats;
    exports dev.pointsman.strategy;
    exports dev.pointsman.tenant;
    exports dev.pointsman.time;
    exports dev.pointsman.trace;

    uses dev.pointsman.strategy.StrategyProvider;
}
