package dev.pointsman.testkit.wire;

import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.util.Map;

class GeminiContractTest extends FakeProviderContract {
    GeminiContractTest() {
        super("gemini", FaultyProvider.gemini());
    }

    /** The API tells a refused prompt in an answer, and a used-up quota as it tells a rate limit. */
    @Override
    Map<Fault, FailureKind> faults() {
        Map<Fault, FailureKind> faults = super.faults();
        faults.keySet().removeIf(fault -> fault.toString().equals("CONTENT_POLICY"));
        faults.replaceAll((fault, kind) -> kind == FailureKind.QUOTA_EXHAUSTED ? FailureKind.RATE_LIMITED : kind);
        return faults;
    }

    @Override
    protected Map<String, ChatRequest> unsupported() {
        return Map.of(
                "logit_bias", with("logit_bias", "{'1': 5}"),
                "n", with("n", "2"),
                "logprobs", with("logprobs", "true"),
                "parallel_tool_calls", with("parallel_tool_calls", "false"),
                "tools[0].type", with("tools", "[{'type':'custom'}]"),
                "reasoning_effort", with("reasoning_effort", "'huge'"));
    }
}
