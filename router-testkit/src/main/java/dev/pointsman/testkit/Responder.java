package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/** Turns a request into a reply: understands it, asks the script for the fault, applies it. */
final class Responder {
    private final Wire wire;
    private final Healthy healthy;
    private final Script script;

    Responder(Wire wire, Healthy healthy, Script script) {
        this.wire = wire;
        this.healthy = healthy;
        this.script = script;
    }

    Reply reply(SeenRequest seen) {
        Optional<Operation> operation = wire.operation(seen.path());
        if (operation.isEmpty() || !seen.method().equals("POST")) {
            return refusal(404, "No such endpoint: " + seen.method() + " " + seen.path());
        }
        JsonNode body = Json.parse(seen.body());
        Call call = new Call(wire, operation.get(), seen, body);
        return withFault(seen, fault -> body.isObject() ? answer(call, fault) : notJson(call, fault));
    }

    private Reply withFault(SeenRequest seen, Function<Fault, Reply> reply) {
        try {
            return reply.apply(script.due(seen));
        } catch (RuntimeException ofTheScript) {
            // The script is the test's own code; its error must show in the test and not only in this thread.
            return refusal(500, "The script of the faulty provider failed: " + ofTheScript);
        }
    }

    private Reply answer(Call call, Fault fault) {
        Optional<String> missing = wire.missingField(call);
        if (missing.isPresent()) {
            return fault.change(refusal(400, missing.get() + ": missing (expected: a value)"), call);
        }
        Answer answer = fault.change(healthy.answer(call), call)
                .continuing(call.messages().prefill());
        Answer limited =
                call.maxTokens().isPresent() ? answer.limitedTo(call.maxTokens().getAsInt()) : answer;
        return fault.change(healthy.manner().change(Reply.of(limited, call), call), call);
    }

    private Reply notJson(Call call, Fault fault) {
        return fault.change(refusal(400, "The body is not a JSON object"), call);
    }

    private Reply refusal(int status, String message) {
        return Reply.error(wire, wire.error(status).saying(message));
    }
}
