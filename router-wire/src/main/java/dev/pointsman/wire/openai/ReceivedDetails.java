package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reasoning details of one answer, as some providers of this protocol send them: the origin is added to their state. Of
 * state that is streamed in pieces the first one gets it. Not thread-safe.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">The shape of the details</a>
 */
final class ReceivedDetails {
    private static final String DETAILS = "reasoning_details";

    private final ReasoningState reasoning;
    private final String holder;
    private final Set<String> begun = new HashSet<>(); // choice and detail whose state has begun

    /**
     * Creates a conversion.
     *
     * @param holder the field of a choice with the details: {@code message} or {@code delta}
     */
    ReceivedDetails(ReasoningState reasoning, String holder) {
        this.reasoning = reasoning;
        this.holder = holder;
    }

    /** Returns the answer or chunk with origins; the same instance if it has no state. */
    JsonNode in(JsonNode answer) {
        List<JsonNode> choices = JsonFields.items(answer, "choices");
        boolean changed = false;
        for (int i = 0; i < choices.size(); i++) {
            JsonNode message = JsonFields.object(choices.get(i), holder);
            List<JsonNode> details = JsonFields.items(message, DETAILS);
            if (details.stream().anyMatch(ReceivedDetails::isState)) {
                changed = true;
                JsonNode marked = JsonFields.buildFrom(message)
                        .put(DETAILS, marked(details, i))
                        .node();
                choices.set(
                        i,
                        JsonFields.buildFrom(choices.get(i)).put(holder, marked).node());
            }
        }
        return changed ? JsonFields.buildFrom(answer).put("choices", choices).node() : answer;
    }

    private List<JsonNode> marked(List<JsonNode> details, int choice) {
        return details.stream()
                .map(detail -> isFirst(detail, choice) ? reasoning.marked(detail) : detail)
                .toList();
    }

    private boolean isFirst(JsonNode detail, int choice) {
        JsonNode index = JsonFields.field(detail, "index");
        String type = JsonFields.text(detail, "type", "");
        return index == null || !isState(detail) || begun.add(choice + "/" + index + "/" + type);
    }

    private static boolean isState(JsonNode detail) {
        return !JsonFields.text(detail, "signature", JsonFields.text(detail, "data", ""))
                .isEmpty();
    }
}
