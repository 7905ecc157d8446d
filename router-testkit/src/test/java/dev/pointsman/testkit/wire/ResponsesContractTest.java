package dev.pointsman.testkit.wire;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.util.Map;

class ResponsesContractTest extends FakeProviderContract {
    ResponsesContractTest() {
        super("openai-responses", FaultyProvider.openAiResponses());
    }

    @Override
    protected Map<String, ChatRequest> unsupported() {
        return Map.of(
                "stop", with("stop", "'x'"),
                "n", with("n", "2"),
                "logprobs", with("logprobs", "true"),
                "seed", with("seed", "1"),
                "tools[0].type", with("tools", "[{'type':'custom'}]"));
    }
}
