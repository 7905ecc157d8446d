package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates limits, sampling, stop texts, answer format and thinking to {@code generationConfig}. */
final class GeminiGeneration {
    private static final int MOST_STOPS = 5; // the API refuses more

    private GeminiGeneration() {}

    static JsonNode config(Model model, ChatRequest request) {
        JsonNode from = request.json();
        JsonFields.ObjectBuilder to = JsonFields.build();
        if (request.maxTokens() > 0) {
            to.put("maxOutputTokens", request.maxTokens());
        }
        to.put("temperature", JsonFields.field(from, "temperature"))
                .put("topP", JsonFields.field(from, "top_p"))
                .put("topK", JsonFields.field(from, "top_k"))
                .put("seed", JsonFields.field(from, "seed"))
                .put("frequencyPenalty", JsonFields.field(from, "frequency_penalty"))
                .put("presencePenalty", JsonFields.field(from, "presence_penalty"))
                .putIfAny("stopSequences", stops(from));
        JsonNode format = JsonFields.object(from, "response_format");
        if (JsonFields.text(format, "type", "").startsWith("json_")) {
            to.put("responseMimeType", "application/json").put("responseJsonSchema", schema(format));
        }
        return to.put("thinkingConfig", GeminiThinking.config(model.name(), from))
                .node();
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        return JsonFields.field(JsonFields.object(format, "json_schema"), "schema");
    }

    private static List<JsonNode> stops(JsonNode from) {
        JsonNode stop = JsonFields.field(from, "stop");
        List<JsonNode> stops = stop != null && stop.isTextual() ? List.of(stop) : JsonFields.items(stop);
        List<JsonNode> some = new ArrayList<>();
        for (JsonNode each : stops) {
            if (!each.isTextual()) {
                throw ProviderExceptions.untranslatable("stop", JsonTypes.of(each), "texts on wire gemini");
            }
            if (!each.textValue().isEmpty()) {
                some.add(each);
            }
        }
        if (some.size() > MOST_STOPS) {
            throw ProviderExceptions.untranslatable(
                    "stop", some.size() + " texts", "at most " + MOST_STOPS + " on wire gemini");
        }
        return some;
    }
}
