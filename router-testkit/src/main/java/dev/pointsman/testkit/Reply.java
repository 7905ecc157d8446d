package dev.pointsman.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How an answer is sent: an immutable list of steps, and what the head says.
 *
 * @param streaming whether the body is a stream of events, sent in chunks; otherwise it has a length
 * @param tokens how many tokens the answer has
 * @param missing how many bytes the head promises beyond those that are sent
 */
record Reply(int status, Map<String, String> headers, boolean streaming, int tokens, List<Step> steps, int missing) {

    static Reply document(int status, String contentType, String body, int tokens) {
        List<Step> steps = List.of(Step.HEAD, new Piece(Piece.Kind.BODY, body));
        return new Reply(status, Map.of("Content-Type", contentType), false, tokens, steps, 0);
    }

    static Reply error(Wire wire, ApiError error) {
        return document(error.status(), "application/json", wire.errorBody(error), 0);
    }

    static Reply stream(List<Piece> events, int tokens) {
        List<Step> steps = new ArrayList<>(List.of(Step.HEAD));
        steps.addAll(events);
        Map<String, String> headers =
                Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache");
        return new Reply(200, headers, true, tokens, steps, 0);
    }

    static Reply of(Answer answer, Call call) {
        int tokens = answer.completionTokens();
        return call.streaming()
                ? stream(call.wire().events(answer, call), tokens)
                : document(200, "application/json", call.wire().json(answer, call), tokens);
    }

    Reply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Reply(status, more, streaming, tokens, steps, missing);
    }

    Reply withSteps(List<Step> other) {
        return new Reply(status, headers, streaming, tokens, List.copyOf(other), missing);
    }

    Reply without(Predicate<Piece> unwanted) {
        return withSteps(steps.stream()
                .filter(step -> !(step instanceof Piece piece && unwanted.test(piece)))
                .toList());
    }

    Reply promising(int more) {
        return new Reply(status, headers, streaming, tokens, steps, missing + more);
    }

    Reply promisingNothing() {
        return promising(-missing);
    }

    Reply withStatus(int other) {
        return new Reply(other, headers, streaming, tokens, steps, missing);
    }

    /** Another body, as one document; status and other header fields stay. */
    Reply withDocument(String contentType, String body) {
        Reply other = document(status, contentType, body, tokens);
        return new Reply(status, headers, false, tokens, other.steps(), 0).withHeader("Content-Type", contentType);
    }

    int sentLength() {
        return steps.stream()
                .mapToInt(step -> step instanceof Piece piece ? piece.size() : 0)
                .sum();
    }
}
