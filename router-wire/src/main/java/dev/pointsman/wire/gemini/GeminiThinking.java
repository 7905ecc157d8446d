package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates reasoning effort and budget to {@code thinkingConfig}: levels since Gemini 3, budgets in tokens before.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/openai#thinking">Google's own mapping of efforts</a>
 */
final class GeminiThinking {
    private static final Pattern LEVELS = Pattern.compile("gemini-(?:[3-9]|[1-9]\\d)(?:[.-].*)?|gemini-.*-latest");
    private static final Pattern NONE = Pattern.compile("gemini-(?:1|2\\.0).*|gemma.*");

    /** The budgets that Google gives to the efforts of OpenAI's protocol. */
    private static final int LOW = 1024;

    private static final int MEDIUM = 8192;
    private static final int HIGH = 24_576;
    private static final int LEAST_OF_PRO = 128;

    private GeminiThinking() {}

    /** Returns whether a model refuses function calls of its current turn without a signature. */
    static boolean signsCalls(String model) {
        return LEVELS.matcher(plain(model)).matches();
    }

    private static String plain(String model) {
        return model.substring(model.lastIndexOf('/') + 1);
    }

    /** Returns the configuration; null if the request asks for nothing, or the model cannot reason. */
    static @Nullable JsonNode config(String model, JsonNode request) {
        String name = plain(model);
        JsonNode reasoning = JsonFields.object(request, "reasoning");
        JsonNode thinking = JsonFields.object(request, "thinking");
        int budget = Math.max(JsonFields.count(reasoning, "max_tokens"), JsonFields.count(thinking, "budget_tokens"));
        String effort = JsonFields.text(request, "reasoning_effort", JsonFields.text(reasoning, "effort", ""));
        if (JsonFields.text(thinking, "type", "").equals("disabled")) {
            effort = "none";
        }
        if (NONE.matcher(name).matches() || (budget == 0 && effort.isEmpty())) {
            return null;
        }
        JsonFields.ObjectBuilder config = JsonFields.build();
        if (effort.isEmpty()) {
            config.put("thinkingBudget", budget);
        } else if (LEVELS.matcher(name).matches()) {
            config.put("thinkingLevel", level(name, effort));
        } else {
            config.put("thinkingBudget", budget(name, effort));
        }
        return (effort.equals("none") ? config : config.put("includeThoughts", true)).node();
    }

    private static String level(String name, String effort) {
        return switch (effort) {
            case "none", "minimal" -> name.contains("flash") ? "minimal" : "low";
            case "low", "medium" -> effort;
            case "high", "xhigh", "max" -> "high";
            default -> throw refused(effort);
        };
    }

    private static int budget(String name, String effort) {
        return switch (effort) {
            case "none" -> name.contains("pro") ? LEAST_OF_PRO : 0;
            case "minimal", "low" -> LOW;
            case "medium" -> MEDIUM;
            case "high", "xhigh", "max" -> HIGH;
            default -> throw refused(effort);
        };
    }

    private static RuntimeException refused(String effort) {
        return ProviderExceptions.untranslatable(
                "reasoning_effort", effort, "none, minimal, low, medium, high, xhigh or max on wire gemini");
    }
}
