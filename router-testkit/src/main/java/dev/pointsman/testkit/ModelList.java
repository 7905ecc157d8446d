package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pointsman.testkit.internal.http.HttpRequest;
import dev.pointsman.testkit.internal.protocol.FakeWire;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import dev.pointsman.testkit.internal.protocol.HttpReply;
import java.util.List;

/** The list of a provider's models, with a fault and a log of its own. Thread-safe. */
final class ModelList {
    private static final String EMPTY = "{\"object\":\"list\",\"data\":[]}";

    private final FakeWire wire;
    private final RequestLog log = new RequestLog();
    private volatile Fault fault = Fault.none();

    ModelList(FakeWire wire) {
        this.wire = wire;
    }

    void always(Fault next) {
        fault = next;
    }

    List<SeenRequest> requests() {
        return log.all();
    }

    RequestLog log() {
        return log;
    }

    boolean isAskedFor(HttpRequest http) {
        return http.method().equals("GET") && http.path().endsWith("/models");
    }

    HttpReply reply(SeenRequest seen) {
        SeenCall call = SeenCall.of(seen, wire, FakeOperation.CHAT, JsonNodeFactory.instance.objectNode());
        return fault.change(HttpReply.document(200, "application/json", EMPTY, 0), call);
    }
}
