package dev.pointsman.testkit.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answer of a model, independent of the wire format: tokens of text or tool calls, the reason of the end, the usage.
 *
 * @param continues whether a prefill is continued; otherwise the whole text is said again
 * @param countsAlong whether each event of a stream counts half of the tokens so far, and only the last one all
 * @param state opaque state of the reasoning before the answer; empty without reasoning
 */
public record ModelAnswer(
        List<String> tokens,
        List<FakeToolCall> tools,
        FinishReason finish,
        int promptTokens,
        int cachedTokens,
        int writtenTokens,
        boolean continues,
        boolean countsAlong,
        String state) {
    /** Readable text of the reasoning, if there is any. */
    static final String THOUGHT = "Hm.";

    /** Numbered words, so that a reader sees at once which are missing and which came twice. */
    public static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == 0 ? "tok0" : " tok" + i)
                .toList();
    }

    /** A text cut into words; a word after the first begins with its space. */
    public static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\S)(?=\\s)"));
    }

    public String text() {
        return String.join("", tokens);
    }

    int completionTokens() {
        return tokens.size()
                + tools.stream().mapToInt(tool -> tool.fragments().size()).sum();
    }

    public ModelAnswer saying(List<String> other) {
        return with(other, List.of(), FinishReason.STOP, continues);
    }

    public ModelAnswer fromTheStart() {
        return with(tokens, tools, finish, false);
    }

    /** Ends the text after so many tokens for a reason. Calls of tools are never cut: half of one is no answer. */
    public ModelAnswer endingAfter(int count, FinishReason reason) {
        List<String> kept = tokens.subList(0, Math.min(count, tokens.size()));
        return with(kept, tools, reason, continues);
    }

    public ModelAnswer limitedTo(int maxTokens) {
        return tokens.size() > maxTokens ? endingAfter(maxTokens, FinishReason.LENGTH) : this;
    }

    /** Returns the remainder after a prefill, or the whole answer if it does not begin with the prefill. */
    public ModelAnswer continuing(String prefill) {
        if (!continues || !text().startsWith(prefill)) {
            return this;
        }
        List<String> rest = new ArrayList<>();
        int skip = prefill.length();
        for (String token : tokens) {
            if (skip < token.length()) {
                rest.add(token.substring(skip));
            }
            skip = Math.max(0, skip - token.length());
        }
        return with(rest, tools, finish, true);
    }

    public ModelAnswer countingAlong() {
        return new ModelAnswer(
                tokens, tools, finish, promptTokens, cachedTokens, writtenTokens, continues, true, state);
    }

    public boolean reasons() {
        return !state.isEmpty();
    }

    private ModelAnswer with(List<String> said, List<FakeToolCall> calls, FinishReason reason, boolean goesOn) {
        return new ModelAnswer(
                said, calls, reason, promptTokens, cachedTokens, writtenTokens, goesOn, countsAlong, state);
    }

    /** Finish reason of an answer, in all wire formats. */
    public enum FinishReason {
        STOP("stop", "end_turn", "STOP", "end_turn"),
        LENGTH("length", "max_tokens", "MAX_TOKENS", "max_tokens"),
        CONTENT_FILTER("content_filter", "refusal", "SAFETY", "content_filtered"),
        TOOL_CALLS("tool_calls", "tool_use", "STOP", "tool_use"),
        ERROR("error", "error", "OTHER", "malformed_model_output"),
        REPORTED_ERROR("error", "error", "OTHER", "malformed_model_output");

        final String openAi;
        final String anthropic;
        final String gemini;
        final String bedrock;

        FinishReason(String openAi, String anthropic, String gemini, String bedrock) {
            this.openAi = openAi;
            this.anthropic = anthropic;
            this.gemini = gemini;
            this.bedrock = bedrock;
        }

        /** Returns whether the answer is as long as the model wanted it. */
        boolean isWhole() {
            return this == STOP || this == TOOL_CALLS;
        }

        /** Returns whether the model failed. */
        boolean isError() {
            return this == ERROR || this == REPORTED_ERROR;
        }
    }
}
