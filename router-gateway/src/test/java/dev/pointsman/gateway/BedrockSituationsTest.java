package dev.pointsman.gateway;

/** The sixteen situations with a primary of Bedrock's protocol and a fallback of OpenAI's. */
class BedrockSituationsTest extends SixteenSituationsTest {
    @Override
    String wire() {
        return "bedrock";
    }

    @Override
    String refusal() {
        return "blocked by our content filters";
    }
}
