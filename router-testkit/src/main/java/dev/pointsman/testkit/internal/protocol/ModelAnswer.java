package dev.pointsman.testkit.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answer of a model, independent of the wire format: tokens of text or tool calls, the reason of the end, the usage.
 *
 * @param continues whether a prefill is continued; otherwise the whole text is said again
 */
public record ModelAnswer(
        List<String> tokens,
        List<FakeToolCall> tools,
        FinishReason finish,
        int promptTokens,
        int cachedTokens,
        boolean continues) {

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
        return new ModelAnswer(other, List.of(), FinishReason.STOP, promptTokens, cachedTokens, continues);
    }

    public ModelAnswer fromTheStart() {
        return new ModelAnswer(tokens, tools, finish, promptTokens, cachedTokens, false);
    }

    /** Ends the text after so many tokens for a reason. Calls of tools are never cut: half of one is no answer. */
    public ModelAnswer endingAfter(int count, FinishReason reason) {
        List<String> kept = tokens.subList(0, Math.min(count, tokens.size()));
        return new ModelAnswer(kept, tools, reason, promptTokens, cachedTokens, continues);
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
        return new ModelAnswer(rest, tools, finish, promptTokens, cachedTokens, true);
    }

    /** Finish reason of an answer, in all wire formats. */
    public enum FinishReason {
        STOP("stop", "end_turn", "STOP", "end_turn"),
        LENGTH("length", "max_tokens", "MAX_TOKENS", "max_tokens"),
        CONTENT_FILTER("content_filter", "refusal", "SAFETY", "content_filtered"),
        TOOL_CALLS("tool_calls", "tool_use", "STOP", "tool_use");

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
    }
}
