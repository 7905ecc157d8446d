package dev.pointsman.wire.responses;

import dev.pointsman.wire.JsonFields;

/** Tool call of the output. The input of a custom tool is sent when it is complete, as only then it can be read. */
final class CallItem extends OutputItem {
    private final ToolName tool;
    private final String callId;
    private final StringBuilder arguments = new StringBuilder();

    CallItem(ResponseEvents events, String id, int index, ToolName tool, String callId) {
        super(events, id, index);
        this.tool = tool;
        this.callId = callId;
    }

    void add(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        arguments.append(piece);
        if (!tool.custom()) {
            add(event("response.function_call_arguments.delta").put("delta", piece));
        }
    }

    private String arguments() {
        return arguments.toString().isBlank() ? "{}" : arguments.toString();
    }

    private String input() {
        return CustomTools.input(arguments.toString());
    }

    @Override
    void endContent() {
        if (tool.custom()) {
            add(event("response.custom_tool_call_input.delta").put("delta", input()));
            add(event("response.custom_tool_call_input.done").put("input", input()));
        } else {
            add(event("response.function_call_arguments.done")
                    .put("name", tool.name())
                    .put("arguments", arguments()));
        }
    }

    @Override
    JsonFields.ObjectBuilder fields(JsonFields.ObjectBuilder to, boolean content, String now) {
        to.put("type", tool.custom() ? "custom_tool_call" : "function_call")
                .put("status", now)
                .put("call_id", callId)
                .put("namespace", tool.namespace())
                .put("name", tool.name());
        return tool.custom()
                ? to.put("input", content ? input() : "")
                : to.put("arguments", content ? arguments() : "");
    }
}
