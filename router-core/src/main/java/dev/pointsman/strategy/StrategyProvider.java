package dev.pointsman.strategy;

import java.util.List;

/**
 * Offers strategies to routers; found by {@link java.util.ServiceLoader}. A single strategy offers itself, so a plugin
 * names its own class as the service.
 */
@FunctionalInterface
public interface StrategyProvider {

    /**
     * The strategies it offers.
     *
     * @return at least one; their names become goals
     */
    List<RoutingStrategy> strategies();
}
