package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.FakeWire;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import dev.pointsman.testkit.internal.protocol.ReceivedCall;

/** A call together with the request that it came by, for faults with a condition. */
record SeenCall(SeenRequest request, ReceivedCall call) {
    static SeenCall of(SeenRequest request, FakeWire wire, FakeOperation operation, JsonNode body) {
        return new SeenCall(
                request,
                new ReceivedCall(
                        wire,
                        operation,
                        request.number(),
                        request.model(),
                        request.streaming(),
                        request.body().length(),
                        body));
    }
}
