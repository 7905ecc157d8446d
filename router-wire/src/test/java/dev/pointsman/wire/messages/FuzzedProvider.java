package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.anthropic.AnthropicWireFactory;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** A provider of Anthropic's protocol, as the router sees it. */
final class FuzzedProvider {
    static final Model MODEL = Model.builder("m", "anth").maxOutput(64_000).build();

    private static final ProviderAccount ACCOUNT =
            new ProviderAccount("anth", URI.create("http://localhost/v1"), "", InstantSource.system());

    /** Origin of this provider's signatures. */
    static final String SIGNED = new ReasoningStates(ACCOUNT).of(MODEL).wrapped("");

    static final WireProtocol WIRE = new AnthropicWireFactory().create(ACCOUNT);

    private FuzzedProvider() {}

    static ChatRequest parsed(JsonNode request) {
        return new MessagesProtocol().request(request, JsonReader.bytes(request), Map.of());
    }

    /** The neutral form of a request, rendered without its source. */
    static JsonNode rendered(ChatRequest request) {
        return WIRE.chatRequest(MODEL, ChatRequest.of(request.json()), false).body();
    }
}
