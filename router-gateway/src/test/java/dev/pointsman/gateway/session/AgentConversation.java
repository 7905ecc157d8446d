package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Conversation of an agent in one client protocol: it appends every answer as it came, and the results of its calls. Not
 * thread-safe.
 */
abstract class AgentConversation {
    /** Part of every prompt and result, to be searched for where none may be. */
    static final String MARK = "PROMPTMARK";

    final String path;
    final ObjectNode request;
    final boolean streamed;
    private final int steps;
    private int step;

    AgentConversation(String path, String template, String model, int steps, boolean streamed) {
        this.path = path;
        this.request = CheckingVendor.object(template).put("model", model).put("stream", streamed);
        this.streamed = streamed;
        this.steps = steps;
    }

    static AgentConversation of(int protocol, String model, int steps, boolean streamed) {
        return switch (protocol) {
            case 0 -> new CompletionsConversation(model, steps, streamed);
            case 1 -> new MessagesConversation(model, steps, streamed);
            default -> new ResponsesConversation(model, steps, streamed);
        };
    }

    /** Reads an answer and appends it; false if it is not whole. */
    abstract boolean append(String body);

    /** Appends the results of the calls that the answer made, or the user's next message after a text. */
    abstract void goOn();

    String prompt() {
        return MARK + " step=" + step + " of=" + steps;
    }

    String body() {
        return request.toString();
    }

    boolean isOver() {
        return step == steps;
    }

    /** Takes an answer; false if it is not whole. */
    boolean take(String body) {
        if (!append(body)) {
            return false;
        }
        step++;
        if (!isOver()) {
            goOn();
        }
        return true;
    }

    static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> (JsonNode) parse(line.substring(6)))
                .toList();
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) CheckingVendor.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
