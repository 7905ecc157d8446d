package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Protocol of one provider: renders requests of the neutral form, and reads the provider's answers into it.
 *
 * <p>Thread-safe, without I/O. Methods that render requests throw a {@link dev.pointsman.failure.ProviderException} of
 * kind {@code UNSUPPORTED} for what the protocol cannot express, before anything is sent, so that the call fails over;
 * methods that read answers throw one of kind {@code BAD_RESPONSE} for invalid answers, and a
 * {@link ReportedErrorException} for an error inside an answer with a success status. No exception quotes a prompt, an
 * answer or a key.
 */
public interface WireProtocol {

    /**
     * Returns the headers of a request that is about to be sent, such as those with the key or a signature. Called once
     * for each request, after which neither address nor body changes.
     *
     * @param request the request with its final address and body
     * @return values by header name; the user's own headers override them
     */
    Map<String, String> headers(OutgoingRequest request);

    /**
     * Renders a chat request.
     *
     * @param model the model that is asked
     * @param request the request
     * @param stream whether the answer is to be streamed
     * @return address and body
     */
    WireRequest chatRequest(Model model, ChatRequest request, boolean stream);

    /**
     * Reads a whole chat answer.
     *
     * @param model the model that was asked
     * @param body the answer, an object without a field {@code error}
     * @return the answer in the neutral form
     */
    ChatResponse chatResponse(Model model, JsonNode body);

    /**
     * Creates a decoder of the bytes of one stream.
     *
     * @return a new decoder; server-sent events by default
     */
    default EventDecoder eventDecoder() {
        return new EventStreamDecoder();
    }

    /**
     * Creates a reader for the events of one stream.
     *
     * @param model the model that was asked
     * @param request the request that is answered
     * @return a new reader
     */
    StreamReader streamReader(Model model, ChatRequest request);

    /**
     * Returns the request without optional fields that this protocol cannot express and an answer does not depend on.
     * Used only where no other protocol could serve the call.
     *
     * @param request the request
     * @return the same instance if there is nothing to leave out
     */
    default ChatRequest withoutOptionalFields(ChatRequest request) {
        return request;
    }

    /**
     * Renders a request for the number of tokens of a prompt.
     *
     * @param model the model that is asked
     * @param request the request whose tokens are counted, with a source of this protocol
     * @return address and body; by default null, as most protocols have no such request
     */
    default @Nullable WireRequest countRequest(Model model, ChatRequest request) {
        return null;
    }

    /**
     * Renders a request for embeddings.
     *
     * @param model the model that is asked
     * @param request the request
     * @return address and body; by default an exception of kind {@code UNSUPPORTED}
     */
    default WireRequest embeddingRequest(Model model, EmbeddingRequest request) {
        throw ProviderExceptions.of(
                FailureKind.UNSUPPORTED, "operation: embeddings (expected: one that the protocol can express)");
    }

    /**
     * Reads embeddings.
     *
     * @param body the answer, an object without a field {@code error}
     * @return the answer in the neutral form
     */
    default EmbeddingResponse embeddingResponse(JsonNode body) {
        throw new UnsupportedOperationException("embeddings");
    }

    /**
     * Reads an error response of which headers tell a part, such as its type.
     *
     * @param body the bytes, at most about 64 KB; empty where there was none
     * @param headers returns the first value of a header by its name in lower case; null where there is none
     * @return codes and message; by default those of the body
     */
    default ErrorReport error(byte[] body, Function<String, @Nullable String> headers) {
        return error(body);
    }

    /**
     * Reads the body of an error response.
     *
     * @param body the bytes, at most about 64 KB; empty where there was none
     * @return codes and message; by default read from the shapes that providers use
     */
    default ErrorReport error(byte[] body) {
        return ErrorReport.of(body);
    }

    /**
     * Reads an error that a {@link ReportedErrorException} holds.
     *
     * @param body the JSON of the exception
     * @return codes and message; by default read from the shapes that providers use
     */
    default ErrorReport error(JsonNode body) {
        return ErrorReport.of(body);
    }
}
