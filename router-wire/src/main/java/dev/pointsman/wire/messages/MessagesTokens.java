package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.RequestEstimates;

/** Estimates of the tokens of a request, without a call to a provider. */
final class MessagesTokens {
    /** Tokens of an image of about a megapixel; its encoded length says nothing about them. */
    private static final int IMAGE = 1_600;

    private MessagesTokens() {}

    static JsonNode count(ChatRequest request) {
        long text = RequestEstimates.chat(RouteRequest.ANY, request, false).estimatedInputTokens();
        long images = request.messages().stream()
                .flatMap(message -> JsonFields.items(message, "content").stream())
                .filter(part -> JsonFields.text(part, "type", "").equals("image_url"))
                .count();
        return JsonFields.build()
                .put("input_tokens", Math.max(1, text + images * IMAGE))
                .node();
    }
}
