package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Refuses the fields of a chat request that Anthropic's wire has no word for.
 *
 * <p>A field is let go silently only where leaving it out changes nothing that the caller could have relied on: hints
 * for a provider's own house-keeping, and values that say "as usual".
 */
final class AnthropicFields {
  private static final Set<String> TRANSLATED = Set.of(
      "model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "temperature", "top_p",
      "top_k", "thinking", "stop", "tools", "tool_choice", "parallel_tool_calls", "user");

  private static final Set<String> HINTS =
      Set.of("store", "prompt_cache_key", "prompt_cache_retention", "safety_identifier");

  /** What "as usual" looks like, where a value can say so. */
  private static final Map<String, String> USUAL = Map.of(
      "n", "1",
      "logprobs", "false",
      "frequency_penalty", "0",
      "presence_penalty", "0",
      "service_tier", "auto");

  private AnthropicFields() {}

  static void refuseForeign(JsonNode request) {
    for (var field : request.entries()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      boolean fine = value.isNull()
          || TRANSLATED.contains(name)
          || HINTS.contains(name)
          || isUsual(name, value)
          || name.equals("response_format") && Json.text(value, "type", "").equals("text")
          || name.equals("modalities") && isTextOnly(value);
      if (!fine) {
        throw Faults.untranslatable(
            name, shown(name, value), USUAL.getOrDefault(name, "absent") + " on wire anthropic");
      }
    }
  }

  private static boolean isUsual(String name, JsonNode value) {
    String usual = USUAL.get(name);
    if (usual == null || value.isContainerNode()) {
      return false;
    }
    return value.isNumber() && !name.equals("service_tier")
        ? value.getDoubleValue() == Double.parseDouble(usual.equals("false") ? "NaN" : usual)
        : value.coerceStringValue().equals(usual);
  }

  private static boolean isTextOnly(JsonNode modalities) {
    return Json.items(modalities).stream()
        .allMatch(item -> item.isString() && item.getStringValue().equals("text"));
  }

  private static String shown(String name, JsonNode value) {
    return name.equals("response_format") ? Json.text(value, "type", JsonKind.of(value)) : JsonKind.of(value);
  }
}
