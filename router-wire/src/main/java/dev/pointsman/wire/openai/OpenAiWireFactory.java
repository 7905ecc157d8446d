package dev.pointsman.wire.openai;

import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;

/** Factory of the protocol {@code openai}. */
public final class OpenAiWireFactory implements WireProtocolFactory {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public WireProtocol create(ProviderAccount account) {
        return new OpenAiWire(account);
    }
}
