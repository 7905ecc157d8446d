package dev.pointsman.wire.openairesponses;

import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;
import dev.pointsman.wire.responses.ResponsesRequest;

/** Factory of the protocol {@code openai-responses}. */
public final class OpenAiResponsesWireFactory implements WireProtocolFactory {

    @Override
    public String name() {
        return ResponsesRequest.PROTOCOL;
    }

    @Override
    public WireProtocol create(ProviderAccount account) {
        return new OpenAiResponsesWire(account);
    }
}
