package dev.pointsman.gateway;

/** The sixteen situations with a primary of OpenAI's Responses and a fallback of chat completions. */
class ResponsesSituationsTest extends SixteenSituationsTest {
    @Override
    String wire() {
        return "openai-responses";
    }
}
