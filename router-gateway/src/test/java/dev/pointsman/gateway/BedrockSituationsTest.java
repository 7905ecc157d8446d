package dev.pointsman.gateway;

/** The sixteen situations with a primary of Bedrock's protocol and a fallback of OpenAI's. */
class BedrockSituationsTest extends SixteenSituationsTest {
    BedrockSituationsTest() {
        super("bedrock", "blocked by our content filters");
    }
}
