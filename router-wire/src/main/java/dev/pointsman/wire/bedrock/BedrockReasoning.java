package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;

/** Conversion between Converse's reasoning content and blocks of signed reasoning. */
final class BedrockReasoning {
    private BedrockReasoning() {}

    /** Returns the block of signed reasoning that a reasoning content holds. */
    static JsonNode fromContent(JsonNode content) {
        String redacted = JsonFields.text(content, "redactedContent", "");
        if (!redacted.isEmpty()) {
            return redacted(redacted);
        }
        JsonNode text = JsonFields.object(content, "reasoningText");
        return signed(JsonFields.text(text, "text", ""), JsonFields.text(text, "signature", ""));
    }

    static JsonNode signed(String text, String signature) {
        return JsonFields.build()
                .put("type", "thinking")
                .put("thinking", text)
                .put("signature", signature)
                .node();
    }

    static JsonNode redacted(String data) {
        return JsonFields.build()
                .put("type", "redacted_thinking")
                .put("data", data)
                .node();
    }

    /** Returns the content block of a block of signed reasoning. */
    static JsonNode toBlock(JsonNode block) {
        JsonFields.ObjectBuilder content = JsonFields.build();
        if (JsonFields.text(block, "type", "").equals("redacted_thinking")) {
            content.put("redactedContent", JsonFields.text(block, "data", ""));
        } else {
            content.put(
                    "reasoningText",
                    JsonFields.build()
                            .put("text", JsonFields.text(block, "thinking", ""))
                            .put("signature", JsonFields.text(block, "signature", ""))
                            .node());
        }
        return JsonFields.build().put("reasoningContent", content.node()).node();
    }
}
