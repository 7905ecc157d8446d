package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A conversation of a client with a session, whose prompt grows with every turn. */
final class Conversation {
    private final String session;
    private final ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "chat");
    private final ArrayNode messages = request.putArray("messages");

    Conversation(String session, String system) {
        this.session = session;
        messages.addObject().put("role", "system").put("content", system);
    }

    /** Adds a question. */
    void ask() {
        messages.addObject().put("role", "user").put("content", "Find a book, please. ".repeat(100));
    }

    /** Has the question answered, without keeping the answer. */
    Heard turn(Gateway gateway) throws Exception {
        ObjectNode streamed = request.deepCopy().put("stream", true);
        streamed.putObject("stream_options").put("include_usage", true);
        return gateway.streamOf(streamed.toString(), "X-Router-Session", session);
    }

    /** Has the question answered; returns the model. */
    String hear(Gateway gateway) throws Exception {
        Heard heard = turn(gateway);
        if (heard.status() != 200) {
            throw new AssertionError("status " + heard.status());
        }
        messages.addObject().put("role", "assistant").put("content", heard.text());
        return heard.model();
    }

    /** Has some turns; returns the model of the last one. */
    String turns(Gateway gateway, int count) throws Exception {
        String model = "";
        for (int turn = 0; turn < count; turn++) {
            ask();
            model = hear(gateway);
        }
        return model;
    }

    /** Returns the length of the prompt as the gateway estimates it. */
    int promptTokens() {
        return request.toString().length() / 4;
    }
}
