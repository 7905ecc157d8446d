package dev.pointsman.wire.bedrock;

/**
 * Vendor of a model, by the model's id: some fields of a request are of one vendor only.
 *
 * @param claude whether the model is Anthropic's
 * @param nova whether the model is one of Amazon's Nova
 */
record BedrockFamily(boolean claude, boolean nova) {

    static BedrockFamily of(String model) {
        return new BedrockFamily(model.contains("anthropic.") || model.contains("claude"), model.contains("nova"));
    }

    /** Returns whether a model accepts marks for prompt caching, which others refuse. */
    boolean marksCaches() {
        return claude || nova;
    }
}
