package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tool calls of a streamed answer of one choice, assembled to check that each is complete. Not thread-safe.
 *
 * <p>Some servers end an answer that calls tools with the end mark alone. Arguments that
 * are a complete JSON object prove that a call is complete; text has no such proof.
 */
final class StreamedToolCalls {
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Call> open = new HashMap<>();
    private boolean textFollows;

    private static final class Call {
        final StringBuilder name = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();
        final String id;

        Call(String id) {
            this.id = id;
        }
    }

    void add(JsonNode delta) {
        List<JsonNode> pieces = JsonFields.items(delta, "tool_calls");
        pieces.forEach(this::addPiece);
        textFollows = pieces.isEmpty()
                && (textFollows || !JsonFields.text(delta, "content", "").isEmpty());
    }

    /** Adds a chunk of nothing but text. */
    void addText() {
        textFollows = true;
    }

    /** Servers differ in whether a second call has an index of its own; a new id is a new call in any case. */
    private void addPiece(JsonNode piece) {
        String id = JsonFields.text(piece, "id", "");
        Call call = open.get(JsonFields.count(piece, "index"));
        if (call == null || (!id.isEmpty() && !id.equals(call.id))) {
            call = new Call(id);
            calls.add(call);
            open.put(JsonFields.count(piece, "index"), call);
        }
        JsonNode function = JsonFields.object(piece, "function");
        call.name.append(JsonFields.text(function, "name", ""));
        call.arguments.append(JsonFields.text(function, "arguments", ""));
    }

    /** Returns whether the answer ends with tool calls, all of them complete. */
    boolean areWhole() {
        return !calls.isEmpty() && !textFollows && calls.stream().allMatch(StreamedToolCalls::isWhole);
    }

    private static boolean isWhole(Call call) {
        byte[] arguments = call.arguments.toString().getBytes(StandardCharsets.UTF_8);
        return !call.name.isEmpty() && JsonReader.objectOrNull(arguments) != null;
    }
}
