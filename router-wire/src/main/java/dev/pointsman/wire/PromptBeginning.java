package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.RouteRequestBuilder;

/**
 * Place of a request in its conversation: the number of the turn, and the beginning of the prompt that all conversations
 * of an application share.
 *
 * <p>The beginning is the tools and the system messages before the first other one, in the order in which providers
 * build a prompt. An application that puts the time of day into it has another one with each call.
 */
final class PromptBeginning {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long hash;
    private long characters;

    private PromptBeginning() {}

    /** Sets the turn and the shared beginning of a request. */
    static void describe(ChatRequest request, RouteRequestBuilder route) {
        PromptBeginning beginning = new PromptBeginning();
        JsonNode tools = request.json().get("tools");
        if (tools != null) {
            beginning.add(tools);
        }
        int answers = 0;
        boolean system = true;
        for (JsonNode message : request.messages()) {
            String role = JsonFields.text(message, "role", "");
            system &= role.equals("system") || role.equals("developer");
            if (system) {
                beginning.add(message);
            }
            answers += role.equals("assistant") ? 1 : 0;
        }
        route.turn(answers + 1);
        if (beginning.characters > 0) {
            long hash = beginning.hash == 0 ? 1 : beginning.hash;
            route.sharedPrefix(hash, RequestEstimates.tokens(beginning.characters));
        }
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            for (var field : node.properties()) {
                mix(field.getKey());
                add(field.getValue());
            }
        } else if (node.isArray()) {
            node.forEach(this::add);
            hash = hash * FACTOR + node.size();
        } else {
            String text = node.asText();
            mix(text);
            characters += node.isTextual() ? text.length() : 0;
        }
    }

    /** Mixes four characters at a time: the beginning may be a hundred thousand long. */
    private void mix(String text) {
        long sum = hash ^ text.length();
        int whole = text.length() & ~3;
        for (int i = 0; i < whole; i += 4) {
            long low = text.charAt(i) | (long) text.charAt(i + 1) << 16;
            long high = text.charAt(i + 2) | (long) text.charAt(i + 3) << 16;
            sum = (sum ^ low ^ high << 32) * FACTOR;
            sum ^= sum >>> 32;
        }
        for (int i = whole; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * FACTOR;
            sum ^= sum >>> 32;
        }
        hash = sum;
    }
}
