package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.FakeWire;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import dev.pointsman.testkit.internal.protocol.HttpReply;
import dev.pointsman.testkit.internal.protocol.JsonText;
import dev.pointsman.testkit.internal.protocol.ModelAnswer;
import dev.pointsman.testkit.internal.protocol.ReceivedCall;
import dev.pointsman.testkit.internal.protocol.RequestRules;
import java.util.Optional;
import java.util.function.Function;

/** Turns a request into a reply: understands it, asks the script for the fault, applies it. */
final class FaultResponder {
    private final FakeWire wire;
    private final HealthyReply healthy;
    private final FaultSchedule script;

    FaultResponder(FakeWire wire, HealthyReply healthy, FaultSchedule script) {
        this.wire = wire;
        this.healthy = healthy;
        this.script = script;
    }

    HttpReply reply(SeenRequest seen) {
        Optional<FakeOperation> operation = wire.operation(seen.path());
        if (operation.isEmpty() || !seen.method().equals("POST")) {
            return refusal(404, "No such endpoint: " + seen.method() + " " + seen.path());
        }
        JsonNode body = JsonText.parse(seen.body());
        SeenCall call = SeenCall.of(seen, wire, operation.get(), body);
        return withFault(seen, fault -> body.isObject() ? answer(call, fault) : notJson(call, fault));
    }

    private HttpReply withFault(SeenRequest seen, Function<Fault, HttpReply> reply) {
        try {
            return reply.apply(script.due(seen));
        } catch (RuntimeException ofTheScript) {
            // The script is the test's own code; its error must show in the test and not only in this thread.
            return refusal(500, "The script of the faulty provider failed: " + ofTheScript);
        }
    }

    private HttpReply answer(SeenCall seen, Fault fault) {
        ReceivedCall call = seen.call();
        Optional<String> missing = wire.missingField(call);
        if (missing.isPresent()) {
            return fault.change(refusal(400, missing.get() + ": missing (expected: a value)"), seen);
        }
        Optional<ApiError> broken = RequestRules.broken(call, healthy.account());
        if (broken.isPresent()) {
            return fault.change(HttpReply.error(wire, broken.get()), seen);
        }
        PromptReading reading = healthy.read(call, System.nanoTime());
        ModelAnswer answer = fault.change(healthy.answer(call, reading), seen)
                .continuing(call.messages().prefill());
        ModelAnswer limited =
                call.maxTokens().isPresent() ? answer.limitedTo(call.maxTokens().getAsInt()) : answer;
        Fault manner = reading.prefill().isZero()
                ? healthy.manner()
                : healthy.manner().and(Fault.slowFirstToken(reading.prefill()));
        HttpReply reply = fault.change(manner.change(HttpReply.of(limited, call), seen), seen);
        if (reply.status() < 300) {
            healthy.cache().keep(reading, System.nanoTime());
        }
        return reply;
    }

    private HttpReply notJson(SeenCall call, Fault fault) {
        return fault.change(refusal(400, "The body is not a JSON object"), call);
    }

    private HttpReply refusal(int status, String message) {
        return HttpReply.error(wire, wire.error(status).saying(message));
    }
}
