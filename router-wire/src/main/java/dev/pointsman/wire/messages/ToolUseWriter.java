package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.anthropic.ToolIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writer of the tool calls of one stream. Blocks follow each other, but providers may mix the pieces of several calls:
 * the first call is written as it comes, the others once it has ended. Not thread-safe.
 */
final class ToolUseWriter {
    private final BlockWriter blocks;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Call> byIndex = new HashMap<>();

    /** A tool call: what has arrived of it and has not been written. */
    private static final class Call {
        final String id;
        final StringBuilder name = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();
        boolean begun;

        Call(String id) {
            this.id = id;
        }
    }

    ToolUseWriter(BlockWriter blocks) {
        this.blocks = blocks;
    }

    boolean isAny() {
        return !calls.isEmpty();
    }

    void add(JsonNode piece) {
        int index = JsonFields.count(piece, "index");
        String id = JsonFields.text(piece, "id", "");
        Call call = byIndex.get(index);
        if (call == null || (!id.isEmpty() && !id.equals(call.id))) {
            call = new Call(id.isEmpty() ? "call_" + calls.size() : id);
            calls.add(call);
            byIndex.put(index, call);
        }
        JsonNode function = JsonFields.object(piece, "function");
        call.name.append(JsonFields.text(function, "name", ""));
        JsonNode arguments = JsonFields.field(function, "arguments");
        call.arguments.append(
                arguments == null ? "" : arguments.isTextual() ? arguments.textValue() : arguments.toString());
        if (call == calls.get(0)) {
            write(call);
        }
    }

    /** The name comes before the arguments, but may come in pieces. */
    private void write(Call call) {
        if (call.arguments.isEmpty() || call.name.isEmpty()) {
            return;
        }
        begin(call);
        blocks.arguments(call.arguments.toString());
        call.arguments.setLength(0);
    }

    private void begin(Call call) {
        if (!call.begun) {
            call.begun = true;
            blocks.toolUse(ToolIds.mapped(call.id), call.name.toString());
        }
    }

    /** Writes the calls that were held back. */
    void end() {
        for (Call call : calls) {
            if (!call.begun || !call.arguments.isEmpty()) {
                begin(call);
                blocks.arguments(call.arguments.toString());
                call.arguments.setLength(0);
            }
            blocks.end();
        }
    }
}
