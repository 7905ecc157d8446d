package dev.pointsman.wire.anthropic;

import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;

/** Factory of the protocol {@code anthropic}. */
public final class AnthropicWireFactory implements WireProtocolFactory {

    @Override
    public String name() {
        return AnthropicWire.NAME;
    }

    @Override
    public WireProtocol create(ProviderAccount account) {
        return new AnthropicWire(account);
    }
}
