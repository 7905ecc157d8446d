package dev.pointsman.toy;

import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;

/** Factory of the protocol {@code toy}. */
public final class ToyWireFactory implements WireProtocolFactory {

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public WireProtocol create(ProviderAccount account) {
        return new ToyWire(account.apiKey());
    }
}
