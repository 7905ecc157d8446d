package dev.pointsman.testkit;

import dev.pointsman.state.HealthExchange;

class InMemoryHealthExchangeContractTest extends HealthExchangeContract {
    private final HealthExchange exchange = HealthExchange.inMemory();

    @Override
    protected HealthExchange exchange() {
        return exchange;
    }
}
