package dev.pointsman.gateway;

/** The sixteen situations with a primary of Gemini's protocol and a fallback of OpenAI's. */
class GeminiSituationsTest extends SixteenSituationsTest {
    @Override
    String wire() {
        return "gemini";
    }

    @Override
    String refusal() {
        return "the prompt was blocked";
    }
}
