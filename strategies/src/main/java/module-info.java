/** The built-in routing strategies of Pointsman: pure functions of what the models have shown. */
module dev.pointsman.strategies {
    requires transitive dev.pointsman.core;
    requires static transitive org.jspecify;

    exports dev.pointsman.strategies;

    provides dev.pointsman.strategy.StrategyProvider with
            dev.pointsman.strategies.BuiltInStrategies;
}
