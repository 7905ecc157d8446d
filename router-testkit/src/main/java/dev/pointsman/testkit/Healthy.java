package dev.pointsman.testkit;

import java.util.List;
import java.util.OptionalInt;

/** What a provider answers when nothing is wrong. */
record Healthy(
        List<String> tokens,
        List<ToolCall> tools,
        boolean callsOfferedTools,
        OptionalInt promptTokens,
        int cachedTokens,
        Fault manner) {

    Answer answer(Call call) {
        List<ToolCall> calls = call.wantsTool() ? calls(call) : List.of();
        int prompt = promptTokens.orElseGet(call::estimatedPromptTokens);
        return new Answer(
                calls.isEmpty() ? tokens : List.of(),
                calls,
                calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS,
                prompt,
                Math.min(prompt, cachedTokens),
                true);
    }

    private List<ToolCall> calls(Call call) {
        return tools.isEmpty() && callsOfferedTools
                ? List.of(OfferedTool.firstOf(call.body()).call())
                : tools;
    }
}
