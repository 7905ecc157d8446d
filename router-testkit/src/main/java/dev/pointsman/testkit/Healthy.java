package dev.pointsman.testkit;

import java.util.List;
import java.util.OptionalInt;

/** What a provider answers when nothing is wrong. */
record Healthy(List<String> tokens, List<ToolCall> tools, OptionalInt promptTokens, int cachedTokens, Fault manner) {

    Answer answer(Call call) {
        boolean usesTools = !tools.isEmpty() && call.wantsTool();
        int prompt = promptTokens.orElseGet(call::estimatedPromptTokens);
        return new Answer(
                usesTools ? List.of() : tokens,
                usesTools ? tools : List.of(),
                usesTools ? FinishReason.TOOL_CALLS : FinishReason.STOP,
                prompt,
                Math.min(prompt, cachedTokens),
                true);
    }
}
