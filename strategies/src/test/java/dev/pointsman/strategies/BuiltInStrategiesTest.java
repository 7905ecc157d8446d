package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.testkit.StrategyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every built-in strategy keeps the contract, and routers find them all. */
class BuiltInStrategiesTest {

    @Test
    void routersFindThemAllByTheirNames() {
        assertThat(ModelRouter.builder().strategies())
                .containsKeys(
                        "speed",
                        "balanced",
                        "cost",
                        "linear-speed",
                        "linear-balanced",
                        "linear-cost",
                        "ordered",
                        "round-robin",
                        "random",
                        "least-busy",
                        "sticky",
                        "p2c-peak-ewma",
                        "lowest-latency",
                        "epsilon-greedy",
                        "ucb",
                        "thompson",
                        "price-weighted")
                .hasSize(17)
                .hasSize(getClass().getDeclaredClasses().length - 1);
    }

    @Test
    void routersFindThemOnThreadsWhoseClassLoaderSeesNone() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(ModelRouter.builder().strategies()).containsKeys("speed", "balanced", "cost");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    abstract static class Named extends StrategyContract {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected RoutingStrategy strategy() {
            return new BuiltInStrategies()
                    .strategies().stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Nested
    class Speed extends Named {
        Speed() {
            super("speed");
        }
    }

    @Nested
    class Balanced extends Named {
        Balanced() {
            super("balanced");
        }
    }

    @Nested
    class Cost extends Named {
        Cost() {
            super("cost");
        }
    }

    @Nested
    class LinearSpeed extends Named {
        LinearSpeed() {
            super("linear-speed");
        }
    }

    @Nested
    class LinearBalanced extends Named {
        LinearBalanced() {
            super("linear-balanced");
        }
    }

    @Nested
    class LinearCost extends Named {
        LinearCost() {
            super("linear-cost");
        }
    }

    @Nested
    class Ordered extends Named {
        Ordered() {
            super("ordered");
        }
    }

    @Nested
    class RoundRobin extends Named {
        RoundRobin() {
            super("round-robin");
        }
    }

    @Nested
    class AnyOne extends Named {
        AnyOne() {
            super("random");
        }
    }

    @Nested
    class LeastBusy extends Named {
        LeastBusy() {
            super("least-busy");
        }
    }

    @Nested
    class StickySession extends Named {
        StickySession() {
            super("sticky");
        }
    }

    @Nested
    class P2cPeakEwma extends Named {
        P2cPeakEwma() {
            super("p2c-peak-ewma");
        }
    }

    @Nested
    class LeastLatency extends Named {
        LeastLatency() {
            super("lowest-latency");
        }
    }

    @Nested
    class NearlyGreedy extends Named {
        NearlyGreedy() {
            super("epsilon-greedy");
        }
    }

    @Nested
    class Ucb extends Named {
        Ucb() {
            super("ucb");
        }
    }

    @Nested
    class Thompson extends Named {
        Thompson() {
            super("thompson");
        }
    }

    @Nested
    class ByPrice extends Named {
        ByPrice() {
            super("price-weighted");
        }
    }
}
