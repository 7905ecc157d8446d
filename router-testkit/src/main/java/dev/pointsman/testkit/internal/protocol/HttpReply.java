package dev.pointsman.testkit.internal.protocol;

import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * HTTP response as an immutable list of steps, with status and headers.
 *
 * @param streaming whether the body is a stream of events, sent in chunks; otherwise it has a length
 * @param tokens how many tokens the answer has
 * @param missing how many bytes the head promises beyond those that are sent
 */
public record HttpReply(
        int status, Map<String, String> headers, boolean streaming, int tokens, List<ReplyStep> steps, int missing) {

    public static HttpReply document(int status, String contentType, String body, int tokens) {
        List<ReplyStep> steps = List.of(ReplyStep.HEAD, new BodyChunk(BodyChunk.Kind.BODY, body));
        return new HttpReply(status, Map.of("Content-Type", contentType), false, tokens, steps, 0);
    }

    public static HttpReply error(FakeWire wire, ApiError error) {
        HttpReply reply = document(error.status(), "application/json", wire.errorBody(error), 0);
        for (Map.Entry<String, String> field : wire.errorHeaders(error).entrySet()) {
            reply = reply.withHeader(field.getKey(), field.getValue());
        }
        return reply;
    }

    public static HttpReply stream(FakeWire wire, List<BodyChunk> events, int tokens) {
        List<ReplyStep> steps = new ArrayList<>(List.of(ReplyStep.HEAD));
        steps.addAll(events);
        Map<String, String> headers = Map.of("Content-Type", wire.streamType(), "Cache-Control", "no-cache");
        return new HttpReply(200, headers, true, tokens, steps, 0);
    }

    public static HttpReply of(ModelAnswer answer, ReceivedCall call) {
        int tokens = answer.completionTokens();
        return call.streaming()
                ? stream(call.wire(), call.wire().events(answer, call), tokens)
                : document(200, "application/json", call.wire().json(answer, call), tokens);
    }

    public HttpReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new HttpReply(status, more, streaming, tokens, steps, missing);
    }

    public HttpReply withSteps(List<ReplyStep> other) {
        return new HttpReply(status, headers, streaming, tokens, List.copyOf(other), missing);
    }

    public HttpReply without(Predicate<BodyChunk> unwanted) {
        return withSteps(steps.stream()
                .filter(step -> !(step instanceof BodyChunk piece && unwanted.test(piece)))
                .toList());
    }

    public HttpReply promising(int more) {
        return new HttpReply(status, headers, streaming, tokens, steps, missing + more);
    }

    public HttpReply promisingNothing() {
        return promising(-missing);
    }

    public HttpReply withStatus(int other) {
        return new HttpReply(other, headers, streaming, tokens, steps, missing);
    }

    /** Another body, as one document; status and other header fields stay. */
    public HttpReply withDocument(String contentType, String body) {
        HttpReply other = document(status, contentType, body, tokens);
        return new HttpReply(status, headers, false, tokens, other.steps(), 0).withHeader("Content-Type", contentType);
    }

    public int sentLength() {
        return steps.stream()
                .mapToInt(step -> step instanceof BodyChunk piece ? piece.size() : 0)
                .sum();
    }
}
