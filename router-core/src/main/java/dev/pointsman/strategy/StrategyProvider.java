package dev.pointsman.strategy;

import java.util.List;

/**
 * Service interface for strategy plugins, discovered by {@link java.util.ServiceLoader}. A single strategy provides
 * itself, so a plugin registers its own class as the service.
 */
@FunctionalInterface
public interface StrategyProvider {

    /**
     * The provided strategies.
     *
     * @return at least one; their names become goals
     */
    List<RoutingStrategy> strategies();
}
