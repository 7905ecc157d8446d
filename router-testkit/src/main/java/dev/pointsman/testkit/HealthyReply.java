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
        ReasoningAccount account,
        Fault manner) {

    ModelAnswer answer(ReceivedCall call) {
        List<FakeToolCall> calls = call.wantsTool() ? calls(call) : List.of();
        int prompt = promptTokens.orElseGet(call::estimatedPromptTokens);
        return new ModelAnswer(
                calls.isEmpty() ? tokens : List.of(),
                calls,
                calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS,
                prompt,
                Math.min(prompt, cachedTokens),
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
