package dev.pointsman.testkit.internal.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A wire format: where it listens, and how it words answers, streams and errors. Implementations hold no state. */
public interface FakeWire {

    /** Returns the operation of a path by its suffix; empty if this wire format has no such path. */
    Optional<FakeOperation> operation(String path);

    /** Returns the name of a missing field of the request; empty if it is complete. */
    Optional<String> missingField(ReceivedCall call);

    /** The whole answer as one JSON body. */
    String json(ModelAnswer answer, ReceivedCall call);

    /** The whole answer as events of a stream. */
    List<BodyChunk> events(ModelAnswer answer, ReceivedCall call);

    ApiError error(ErrorReply complaint);

    /** The error that usually comes with a status. */
    default ApiError error(int status) {
        return error(ErrorReply.behind(status)).withStatus(status);
    }

    /** An error as the body of a response. */
    String errorBody(ApiError error);

    /** The header fields that come with an error. */
    default Map<String, String> errorHeaders(ApiError error) {
        return Map.of();
    }

    /** The media type of a stream. */
    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    /** The encoding of events: ISO-8859-1 where they are binary. */
    default Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /** Returns whether only what requests mark is cached of a prompt, instead of all of it. */
    default boolean cachesMarkedPromptsOnly() {
        return false;
    }

    /** A comment between two events; empty where the framing has none. */
    default String comment() {
        return ": a comment\n\n";
    }

    /** An error as an event in a stream that began with status 200. */
    String errorEvent(ApiError error);

    /** An event that would be a token, but its JSON breaks off. */
    String brokenEvent();

    /** An event of a kind that no client knows. */
    String unknownEvent();

    /** Events that only say that the connection lives, in the forms that servers send. */
    default List<String> keepAliveEvents() {
        return List.of(": keep-alive\n\n", "event: ping\n\n", "data:\n\n", "event: ping\ndata: {}\n\n");
    }

    /** The header fields that tell what the rate limits still allow. */
    Map<String, String> remaining(int requests, int tokens);

    /** Operation of a path of the provider. */
    enum FakeOperation {
        CHAT,
        EMBEDDINGS
    }

    /** A provider's error in the fields of its wire format; {@code code} is null where the wire format sends none. */
    record ApiError(int status, String type, @Nullable String code, String message) {

        public ApiError(int status, String type, String message) {
            this(status, type, null, message);
        }

        public ApiError withStatus(int other) {
            return new ApiError(other, type, code, message);
        }

        public ApiError saying(String other) {
            return new ApiError(status, type, code, other);
        }
    }
}
