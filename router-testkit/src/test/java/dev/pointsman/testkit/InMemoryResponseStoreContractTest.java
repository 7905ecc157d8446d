package dev.pointsman.testkit;

import dev.pointsman.state.ResponseStore;

class InMemoryResponseStoreContractTest extends ResponseStoreContract {
    @Override
    protected ResponseStore store() {
        return ResponseStore.inMemory(16L << 20);
    }
}
