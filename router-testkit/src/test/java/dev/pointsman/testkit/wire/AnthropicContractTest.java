package dev.pointsman.testkit.wire;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.util.Map;

class AnthropicContractTest extends FakeProviderContract {
    AnthropicContractTest() {
        super("anthropic", FaultyProvider.anthropic());
    }

    @Override
    protected Map<String, ChatRequest> unsupported() {
        return Map.of("logit_bias", with("logit_bias", "{'1': 5}"), "n", with("n", "2"), "seed", with("seed", "1"));
    }
}
