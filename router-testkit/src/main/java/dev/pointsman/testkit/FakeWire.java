package dev.pointsman.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wire format: where it listens, and how it words answers, streams and errors. Implementations hold no state. */
interface FakeWire {

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

    /** An error as an event in a stream that began with status 200. */
    String errorEvent(ApiError error);

    /** An event that would be a token, but its JSON breaks off. */
    String brokenEvent();

    /** An event of a kind that no client knows. */
    String unknownEvent();

    /** An event that only says that the connection lives. */
    String keepAliveEvent();

    /** The header fields that tell what the rate limits still allow. */
    Map<String, String> remaining(int requests, int tokens);
}
