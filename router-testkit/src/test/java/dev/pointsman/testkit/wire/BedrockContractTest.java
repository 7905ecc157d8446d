package dev.pointsman.testkit.wire;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class BedrockContractTest extends FakeProviderContract {
    private static final String REGION = "aws.region";

    BedrockContractTest() {
        super("bedrock", FaultyProvider.bedrock());
    }

    @BeforeAll
    static void setRegion() {
        System.setProperty(REGION, "eu-west-1");
    }

    @AfterAll
    static void clearRegion() {
        System.clearProperty(REGION);
    }

    @Override
    protected Map<String, ChatRequest> unsupported() {
        return Map.of(
                "logit_bias", with("logit_bias", "{'1': 5}"),
                "n", with("n", "2"),
                "seed", with("seed", "1"),
                "top_k", with("top_k", "5"),
                "response_format", with("response_format", "{'type':'json_object'}"),
                "tools[0].type", with("tools", "[{'type':'custom'}]"));
    }
}
