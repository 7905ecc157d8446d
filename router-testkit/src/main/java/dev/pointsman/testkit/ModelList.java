package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** The list of a provider's models, with a fault and a log of its own. Thread-safe. */
final class ModelList {
    private static final String EMPTY = "{\"object\":\"list\",\"data\":[]}";

    private final Wire wire;
    private final RequestLog log = new RequestLog();
    private volatile Fault fault = Fault.none();

    ModelList(Wire wire) {
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

    Reply reply(SeenRequest seen) {
        Call call = new Call(wire, Operation.CHAT, seen, JsonNodeFactory.instance.objectNode());
        return fault.change(Reply.document(200, "application/json", EMPTY, 0), call);
    }
}
