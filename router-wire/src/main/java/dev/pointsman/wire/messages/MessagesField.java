package dev.pointsman.wire.messages;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fields of a request to Anthropic's Messages, and what a provider of another protocol gets of each.
 *
 * <p>Every other field is refused by its path for such a provider, so that another model serves the request: a field
 * that is not known here may change the answer.
 */
enum MessagesField {
    /** Name of a pool or model. */
    MODEL("model", Handling.TRANSLATED, "the name of the model that is chosen"),
    /** Conversation. */
    MESSAGES("messages", Handling.TRANSLATED, "messages; see the blocks"),
    /** System prompt. */
    SYSTEM("system", Handling.TRANSLATED, "a first message of role system"),
    /** Token limit. */
    MAX_TOKENS("max_tokens", Handling.TRANSLATED, "max_tokens, or max_completion_tokens where a model insists"),
    /** Stop texts. */
    STOP_SEQUENCES("stop_sequences", Handling.TRANSLATED, "stop"),
    /** Whether the answer is streamed. */
    STREAM("stream", Handling.TRANSLATED, "stream"),
    /** Sampling temperature. */
    TEMPERATURE("temperature", Handling.TRANSLATED, "temperature"),
    /** Nucleus sampling. */
    TOP_P("top_p", Handling.TRANSLATED, "top_p"),
    /** Functions that the model may call. */
    TOOLS("tools", Handling.TRANSLATED, "tools of type function; those of another type are refused"),
    /** Choice among the tools. */
    TOOL_CHOICE("tool_choice", Handling.TRANSLATED, "tool_choice and parallel_tool_calls"),
    /** Thinking budget. */
    THINKING(
            "thinking",
            Handling.TRANSLATED,
            "reasoning_effort of a model with the capability reasoning, else left out"),
    /** Effort and schema of the answer. */
    OUTPUT_CONFIG("output_config", Handling.TRANSLATED, "effort as reasoning_effort, a schema as response_format"),
    /** Schema of the answer by its older name. */
    OUTPUT_FORMAT("output_format", Handling.TRANSLATED, "response_format"),
    /** End user. */
    METADATA("metadata", Handling.TRANSLATED, "user_id as user, without the session in it"),
    /** Sampling among the first tokens. */
    TOP_K("top_k", Handling.LEFT_OUT, "a sampling hint"),
    /** Priority of the request. */
    SERVICE_TIER("service_tier", Handling.LEFT_OUT, "a choice among Anthropic's own tiers"),
    /** Removal of old blocks. */
    CONTEXT_MANAGEMENT("context_management", Handling.LEFT_OUT, "saves tokens, and does not change the task"),
    /** Automatic prompt caching. */
    CACHE_CONTROL("cache_control", Handling.LEFT_OUT, "saves cost, and does not change the answer"),
    /** Speed of the answer. */
    SPEED("speed", Handling.LEFT_OUT, "a hint about latency"),
    /** Names of betas in the body. */
    BETAS("betas", Handling.LEFT_OUT, "names of Anthropic's betas");

    private static final Map<String, MessagesField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(MessagesField::field, Function.identity()));

    private final String field;
    private final Handling handling;
    private final String note;

    MessagesField(String field, Handling handling, String note) {
        this.field = field;
        this.handling = handling;
        this.note = note;
    }

    /** Handling of a field for a provider of another protocol. */
    public enum Handling {
        /** Sent in another form. */
        TRANSLATED,
        /** Not sent, as the answer does not depend on it. */
        LEFT_OUT
    }

    static boolean isKnown(String name) {
        return BY_NAME.containsKey(name);
    }

    /**
     * Returns the name in the request.
     *
     * @return the name of a field of the outermost object
     */
    public String field() {
        return field;
    }

    /**
     * Returns the handling.
     *
     * @return translated or left out
     */
    public Handling handling() {
        return handling;
    }

    /**
     * Returns the form in which a translated field is sent, or why another one may be left out.
     *
     * @return a few words
     */
    public String note() {
        return note;
    }
}
