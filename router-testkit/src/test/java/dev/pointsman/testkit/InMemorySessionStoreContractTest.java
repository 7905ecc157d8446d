package dev.pointsman.testkit;

import dev.pointsman.state.SessionStore;

class InMemorySessionStoreContractTest extends SessionStoreContract {
    @Override
    protected SessionStore store() {
        return SessionStore.inMemory();
    }
}
