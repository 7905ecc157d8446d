package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates sampling parameters and stop texts to Anthropic's rules. */
final class AnthropicSampling {
    private static final String TEMPERATURE = "temperature";
    private static final String TOP_P = "top_p";
    private static final String STOP = "stop";

    private AnthropicSampling() {}

    /**
     * Returns the temperature; null if it is the default and a top_p is given, as newer models refuse both together.
     */
    static @Nullable JsonNode temperature(JsonNode request) {
        JsonNode topP = topP(request);
        JsonNode temperature = JsonFields.field(request, TEMPERATURE);
        if (temperature != null && temperature.isNumber() && temperature.doubleValue() > 1) {
            throw ProviderExceptions.untranslatable(TEMPERATURE, temperature.asText(), "0 to 1 on wire anthropic");
        }
        return topP != null && isOne(temperature) ? null : temperature;
    }

    /** Returns the top_p; null if it is the default and a temperature is given. */
    static @Nullable JsonNode topP(JsonNode request) {
        JsonNode topP = JsonFields.field(request, TOP_P);
        return JsonFields.field(request, TEMPERATURE) != null && isOne(topP) ? null : topP;
    }

    /** The default of both is 1. */
    private static boolean isOne(@Nullable JsonNode value) {
        return value != null && value.isNumber() && value.doubleValue() == 1;
    }

    /** Returns the stop texts; empty ones are ignored, blank ones are refused by Anthropic. */
    static List<JsonNode> stops(JsonNode request) {
        List<JsonNode> stops = new ArrayList<>();
        for (JsonNode stop : stated(request)) {
            String text = stop.isTextual() ? stop.textValue() : "";
            if (stop.isTextual() && text.isEmpty()) {
                continue;
            }
            if (isBlank(stop)) {
                throw ProviderExceptions.untranslatable(
                        STOP, "white space", "texts that are not blank on wire anthropic");
            }
            stops.add(stop);
        }
        return stops;
    }

    static List<JsonNode> stated(JsonNode request) {
        JsonNode stop = JsonFields.field(request, STOP);
        return stop != null && stop.isTextual() ? new ArrayList<>(List.of(stop)) : JsonFields.items(stop);
    }

    static boolean isBlank(JsonNode stop) {
        return stop.isTextual() && stop.textValue().isBlank();
    }
}
