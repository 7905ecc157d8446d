package dev.pointsman.gateway;

/** The sixteen situations with a primary of Gemini's protocol and a fallback of OpenAI's. */
class GeminiSituationsTest extends SixteenSituationsTest {
    GeminiSituationsTest() {
        super("gemini", "the prompt was blocked");
    }
}
