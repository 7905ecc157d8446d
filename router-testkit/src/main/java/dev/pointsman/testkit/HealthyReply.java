package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.protocol.FakeToolCall;
import dev.pointsman.testkit.internal.protocol.ModelAnswer;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;
import dev.pointsman.testkit.internal.protocol.OfferedTool;
import dev.pointsman.testkit.internal.protocol.ReasoningAccount;
import dev.pointsman.testkit.internal.protocol.ReceivedCall;
import java.util.List;
import java.util.OptionalInt;

/** Reply of a provider without a fault. */
record HealthyReply(
        List<String> tokens,
        List<FakeToolCall> tools,
        boolean callsOfferedTools,
        OptionalInt promptTokens,
        int cachedTokens,
        MockPromptCache cache,
        ReasoningAccount account,
        Fault manner) {

    PromptReading read(ReceivedCall call, long nowNanos) {
        if (cache.caches() && promptTokens.isEmpty()) {
            return cache.read(call, nowNanos);
        }
        int prompt = promptTokens.orElseGet(call::estimatedPromptTokens);
        return cache.uncached(prompt, Math.min(prompt, cachedTokens));
    }

    ModelAnswer answer(ReceivedCall call, PromptReading reading) {
        List<FakeToolCall> calls = call.wantsTool() ? calls(call) : List.of();
        return new ModelAnswer(
                calls.isEmpty() ? tokens : List.of(),
                calls,
                calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS,
                reading.promptTokens(),
                reading.cachedTokens(),
                reading.writtenTokens(),
                true,
                false,
                account.state(call));
    }

    private List<FakeToolCall> calls(ReceivedCall call) {
        return tools.isEmpty() && callsOfferedTools
                ? List.of(OfferedTool.firstOf(call.body()).call())
                : tools;
    }
}
