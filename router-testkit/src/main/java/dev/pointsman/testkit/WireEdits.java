package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.protocol.BodyChunk;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import dev.pointsman.testkit.internal.protocol.ErrorReply;
import dev.pointsman.testkit.internal.protocol.FakeWire;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import dev.pointsman.testkit.internal.protocol.HttpReply;
import dev.pointsman.testkit.internal.protocol.ReceivedCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The ways to spoil a reply that need the words of the wire format. */
final class WireEdits {
    private WireEdits() {}

    static BiFunction<HttpReply, ReceivedCall, HttpReply> error(Function<FakeWire, ApiError> error) {
        return (reply, call) -> refused(call, error.apply(call.wire()));
    }

    /** A refusal with a success status is an event where a stream was asked for. */
    private static HttpReply refused(ReceivedCall call, ApiError error) {
        return error.status() < 400 && call.streaming()
                ? HttpReply.stream(call.wire(), List.of(noise(call, call.wire().errorEvent(error))), 0)
                : HttpReply.error(call.wire(), error);
    }

    static BiFunction<HttpReply, ReceivedCall, HttpReply> remaining(int requests, int tokens) {
        return (reply, call) -> {
            HttpReply told = reply;
            for (Map.Entry<String, String> field :
                    call.wire().remaining(requests, tokens).entrySet()) {
                told = told.withHeader(field.getKey(), field.getValue());
            }
            return told;
        };
    }

    static BiFunction<HttpReply, ReceivedCall, HttpReply> brokenEvent(int tokens) {
        return (reply, call) -> ReplyEdits.inStream(
                        tokens, noise(call, call.wire().brokenEvent()))
                .apply(reply);
    }

    static BiFunction<HttpReply, ReceivedCall, HttpReply> brokenToken(int tokens) {
        return (reply, call) -> ReplyEdits.replaceToken(
                        tokens, noise(call, call.wire().brokenEvent()))
                .apply(reply);
    }

    static BiFunction<HttpReply, ReceivedCall, HttpReply> errorEvent(int tokens) {
        return (reply, call) -> {
            BodyChunk event = noise(call, call.wire().errorEvent(call.wire().error(ErrorReply.OVERLOADED)));
            return reply.streaming() ? ReplyEdits.cut(tokens, event).apply(reply) : reply;
        };
    }

    static HttpReply unknownEvents(HttpReply reply, ReceivedCall call) {
        BodyChunk noise = noise(call, call.wire().comment() + call.wire().unknownEvent());
        return ReplyEdits.inStream(0, noise)
                .andThen(ReplyEdits.inStream(1, noise))
                .apply(reply);
    }

    static BiFunction<HttpReply, ReceivedCall, HttpReply> pinging(Duration every) {
        return (reply, call) -> ReplyEdits.pinging(
                reply,
                every,
                call.wire().keepAliveEvents().stream()
                        .map(event -> noise(call, event))
                        .toList());
    }

    private static BodyChunk noise(ReceivedCall call, String text) {
        return new BodyChunk(Kind.NOISE, text, call.wire().charset());
    }
}
