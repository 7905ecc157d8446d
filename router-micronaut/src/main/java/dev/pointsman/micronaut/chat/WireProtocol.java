package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;

/**
 * Protocol-specific addresses, headers, requests and responses.
 *
 * <p>Stateless. Methods that make requests throw a {@code ProviderException} of kind {@code UNSUPPORTED} for requests
 * that the protocol cannot express; methods that read answers throw one of kind {@code BAD_RESPONSE} for invalid
 * answers.
 */
interface WireProtocol {
    /** Returns the path of chat below the provider's base address. */
    String chatPath();

    /** Returns the headers of every request; the user's own headers override them. */
    Map<String, String> headers(String apiKey);

    JsonNode chatRequest(Model model, ChatRequest request, boolean stream);

    ChatResponse chatResponse(JsonNode body);

    /** Creates a reader for one stream; not thread-safe. */
    StreamReader streamReader(ChatRequest request);

    String embeddingPath();

    JsonNode embeddingRequest(Model model, EmbeddingRequest request);

    EmbeddingResponse embeddingResponse(JsonNode body);
}
