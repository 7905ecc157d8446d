package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rules of providers about the conversation in a request: the form of tool call ids, the origin of reasoning state, and
 * reasoning that a tool loop must keep. A request that breaks one gets the provider's error.
 */
public final class RequestRules {
    private static final Pattern ANTHROPIC_ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern BEDROCK_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern MISTRAL_ID = Pattern.compile("[a-zA-Z0-9]{9}");
    /** The limit of chat completions; Responses have a longer one. */
    private static final Pattern OPENAI_ID = Pattern.compile(".{1,40}");

    private static final Pattern RESPONSES_ID = Pattern.compile(".{1,64}");
    private static final Pattern ANY_ID = Pattern.compile(".*");

    private final ReceivedCall call;
    private final JsonNode messages;

    private RequestRules(ReceivedCall call) {
        this.call = call;
        this.messages = call.messages().list();
    }

    /** Returns the error of the first rule that a request breaks. */
    public static Optional<ApiError> broken(ReceivedCall call, ReasoningAccount account) {
        RequestRules rules = new RequestRules(call);
        List<String> ids = rules.ids();
        Optional<String> unfit = ids.stream()
                .filter(id -> !rules.alphabet().matcher(id).matches())
                .findFirst();
        if (unfit.isPresent()) {
            return Optional.of(rules.refusal("tool call id " + unfit.get() + " does not match "
                    + rules.alphabet().pattern()));
        }
        if (ReasoningFields.in(call.body()).stream().anyMatch(state -> !account.isOwn(state))) {
            return Optional.of(call.wire().error(ErrorReply.REASONING));
        }
        return account.name().isEmpty() || !rules.lacksReasoning()
                ? Optional.empty()
                : Optional.of(rules.refusal("a final `assistant` message must start with a thinking block, or its first"
                        + " function call is missing a thought_signature"));
    }

    private ApiError refusal(String message) {
        return call.wire().error(ErrorReply.INVALID_REQUEST).saying(message);
    }

    private Pattern alphabet() {
        if (call.wire() instanceof FakeAnthropicWire) {
            return ANTHROPIC_ID;
        }
        if (call.wire() instanceof FakeBedrockWire) {
            return BEDROCK_ID;
        }
        if (call.wire() instanceof FakeResponsesWire) {
            return RESPONSES_ID;
        }
        if (call.wire() instanceof FakeOpenAiWire) {
            return call.model().contains("mistral") ? MISTRAL_ID : OPENAI_ID;
        }
        return ANY_ID;
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (JsonNode message : messages) {
            message.path("tool_calls").forEach(one -> add(ids, one.path("id")));
            add(ids, message.path("tool_call_id"));
            add(ids, message.path("call_id"));
            for (JsonNode block : message.path("content")) {
                add(ids, block.path("type").asText().equals("tool_use") ? block.path("id") : block.path("tool_use_id"));
                add(ids, block.at("/toolUse/toolUseId"));
                add(ids, block.at("/toolResult/toolUseId"));
            }
        }
        return ids;
    }

    private static void add(List<String> ids, JsonNode id) {
        if (id.isTextual()) {
            ids.add(id.asText());
        }
    }

    /** A tool loop under way whose reasoning a provider insists on. */
    private boolean lacksReasoning() {
        if (!call.messages().endWithToolResult()) {
            return false;
        }
        JsonNode calling = messages.path(messages.size() - 2);
        if (call.wire() instanceof FakeGeminiWire) {
            return call.model().startsWith("gemini-3") && lacksSignature(calling);
        }
        JsonNode first = calling.path("content").path(0);
        return call.thinking().path("type").asText().equals("enabled")
                && !first.path("type").asText().endsWith("thinking")
                && !first.has("reasoningContent");
    }

    private static boolean lacksSignature(JsonNode calling) {
        for (JsonNode part : calling.path("parts")) {
            if (part.has("functionCall")) {
                return !part.has("thoughtSignature");
            }
        }
        return false;
    }
}
