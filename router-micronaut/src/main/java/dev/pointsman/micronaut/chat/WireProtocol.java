package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;

/**
 * What differs between the wires: addresses, headers, and the documents that go out and come back.
 *
 * <p>Stateless. Methods that make requests throw a {@code ProviderException} of kind {@code UNSUPPORTED} for what
 * the wire can't say; methods that read answers throw one of kind {@code BAD_RESPONSE} for what is no answer.
 */
interface WireProtocol {
    /** The address of chat below the provider's base. */
    String chatPath();

    /** What every request carries; the user's own headers come on top. */
    Map<String, String> headers(String apiKey);

    JsonNode chatRequest(Model model, ChatRequest request, boolean stream);

    ChatResponse chatResponse(JsonNode body);

    /** A reader for one stream; not thread-safe. */
    StreamReader streamReader(ChatRequest request);

    String embeddingPath();

    JsonNode embeddingRequest(Model model, EmbeddingRequest request);

    EmbeddingResponse embeddingResponse(JsonNode body);
}
