package dev.pointsman.testkit;

import dev.pointsman.testkit.Piece.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The ways to spoil a reply that need the words of the wire format. */
final class WireEdits {
    private WireEdits() {}

    static BiFunction<Reply, Call, Reply> error(Function<Wire, ApiError> error) {
        return (reply, call) -> Reply.error(call.wire(), error.apply(call.wire()));
    }

    static BiFunction<Reply, Call, Reply> remaining(int requests, int tokens) {
        return (reply, call) -> {
            Reply told = reply;
            for (Map.Entry<String, String> field :
                    call.wire().remaining(requests, tokens).entrySet()) {
                told = told.withHeader(field.getKey(), field.getValue());
            }
            return told;
        };
    }

    static BiFunction<Reply, Call, Reply> brokenEvent(int tokens) {
        return (reply, call) ->
                ReplyEdits.inStream(tokens, noise(call.wire().brokenEvent())).apply(reply);
    }

    static BiFunction<Reply, Call, Reply> brokenToken(int tokens) {
        return (reply, call) -> ReplyEdits.replaceToken(
                        tokens, noise(call.wire().brokenEvent()))
                .apply(reply);
    }

    static BiFunction<Reply, Call, Reply> errorEvent(int tokens) {
        return (reply, call) -> {
            Piece event = noise(call.wire().errorEvent(call.wire().error(Complaint.OVERLOADED)));
            return reply.streaming() ? ReplyEdits.cut(tokens, event).apply(reply) : reply;
        };
    }

    static Reply unknownEvents(Reply reply, Call call) {
        Piece noise = noise(": a comment\n\n" + call.wire().unknownEvent());
        return ReplyEdits.inStream(0, noise)
                .andThen(ReplyEdits.inStream(1, noise))
                .apply(reply);
    }

    static BiFunction<Reply, Call, Reply> pinging(Duration every) {
        return (reply, call) ->
                ReplyEdits.pinging(reply, every, noise(call.wire().keepAliveEvent()));
    }

    private static Piece noise(String text) {
        return new Piece(Kind.NOISE, text);
    }
}
