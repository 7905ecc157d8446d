package dev.pointsman.testkit;

import dev.pointsman.state.UsageStore;

class InMemoryUsageStoreContractTest extends UsageStoreContract {
    @Override
    protected UsageStore store() {
        return UsageStore.inMemory();
    }
}
