package dev.pointsman.testkit.wire;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.util.Map;

class OpenAiContractTest extends FakeProviderContract {
    OpenAiContractTest() {
        super("openai", FaultyProvider.openAi());
    }

    @Override
    protected Map<String, ChatRequest> unsupported() {
        return Map.of();
    }
}
