package dev.pointsman.testkit;

/** Finish reason of an answer, in both wire formats. */
enum FinishReason {
    STOP("stop", "end_turn"),
    LENGTH("length", "max_tokens"),
    CONTENT_FILTER("content_filter", "refusal"),
    TOOL_CALLS("tool_calls", "tool_use");

    final String openAi;
    final String anthropic;

    FinishReason(String openAi, String anthropic) {
        this.openAi = openAi;
        this.anthropic = anthropic;
    }
}
