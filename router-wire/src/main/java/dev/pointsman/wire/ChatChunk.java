package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a streamed answer: a JSON object in the shape of OpenAI's {@code chat.completion.chunk}.
 *
 * <p>The accessors look at the first choice. Immutable and safe for all threads.
 */
public final class ChatChunk {
    /** Memory in bytes of the JSON tree of a typical chunk. */
    private static final long OVERHEAD = 1024;

    private static final long TREE_PER_CHARACTER = 4;

    private final JsonNode json;
    private final String source;
    private final @Nullable SourceEvent event;

    /**
     * Creates a chunk that was made or changed here.
     *
     * @param json an object in the format of {@code chat.completion.chunk}; must not be changed afterwards
     */
    public ChatChunk(JsonNode json) {
        this(json, "");
    }

    /**
     * Creates a chunk as received.
     *
     * @param json an object in the format of {@code chat.completion.chunk}; must not be changed afterwards
     * @param source the same as text in one line; empty if the provider sent another form
     */
    public ChatChunk(JsonNode json, String source) {
        this(json, source, null);
    }

    private ChatChunk(JsonNode json, String source, @Nullable SourceEvent event) {
        this.json = json;
        this.source = source;
        this.event = event;
    }

    /**
     * Returns this chunk with the event that it was read from.
     *
     * @param from the event
     * @return a new chunk
     */
    public ChatChunk with(SourceEvent from) {
        return new ChatChunk(json, source, from);
    }

    /**
     * Returns the event that this chunk was read from.
     *
     * @return the event; null when the chunk was made or changed here, or if the client's protocol is another one
     */
    public @Nullable SourceEvent event() {
        return event;
    }

    /**
     * Returns the JSON of the chunk.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * Returns the chunk as received from the provider: one JSON object in one line, which can be passed on unchanged.
     *
     * @return the text; empty when the chunk was made or changed here, or came in several lines
     */
    public String source() {
        return source;
    }

    /**
     * Returns the text of this chunk.
     *
     * @return the text; empty when this chunk carries none
     */
    public String text() {
        return JsonFields.text(delta(), "content", "");
    }

    /**
     * Returns the finish reason.
     *
     * @return the reason as in {@link ChatResponse#finishReason()}; empty when this chunk does not end it
     */
    public String finishReason() {
        return JsonFields.text(choice(), "finish_reason", "");
    }

    /**
     * Returns the token usage, which the last chunks of a stream carry.
     *
     * @return the usage; {@link Usage#UNKNOWN} when this chunk carries none
     */
    public Usage usage() {
        return OpenAiUsage.in(json);
    }

    /**
     * Returns the provider's name for the model.
     *
     * @return the name; empty when the provider gave none
     */
    public String model() {
        return JsonFields.text(json, "model", "");
    }

    /**
     * Returns whether this chunk contains a part of the answer, its reasoning included.
     *
     * @return false for a chunk with a role, usage or nothing
     */
    public boolean isToken() {
        if (!finishReason().isEmpty()) {
            return true;
        }
        for (var field : JsonFields.fields(delta()).entrySet()) {
            if (!field.getKey().equals("role") && saysSomething(field.getValue())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether this chunk shows progress of the provider.
     *
     * @return true for a part of the answer or its usage
     */
    public boolean isProgress() {
        return isToken() || usage().isKnown();
    }

    static boolean saysSomething(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        return value.isTextual() ? !value.textValue().isEmpty() : !value.isContainerNode() || value.size() > 0;
    }

    /**
     * Returns the estimated memory of the chunk.
     *
     * @return bytes
     */
    public long weight() {
        ServerEvent own = event == null ? null : event.event();
        long bytes = own == null ? 0 : OVERHEAD + own.data().length;
        return bytes + (source.isEmpty() ? JsonWeight.of(json) : OVERHEAD + TREE_PER_CHARACTER * source.length());
    }

    /**
     * Returns the delta of the first choice.
     *
     * @return an object; empty if there is none
     */
    public JsonNode delta() {
        return JsonFields.object(choice(), "delta");
    }

    /**
     * Fields that all chunks of an answer share. Immutable and thread-safe.
     *
     * @param id the answer's id; may be empty
     * @param created the time of the answer in seconds since 1970
     * @param model the provider's name for the model; null to leave it out
     */
    public record Header(String id, long created, @Nullable String model) {

        /**
         * Creates a chunk of an answer with one choice.
         *
         * @param delta the delta of the choice
         * @param finishReason the finish reason; null while the answer goes on
         * @return the chunk
         */
        public ChatChunk chunk(JsonNode delta, @Nullable String finishReason) {
            JsonNode reason = finishReason == null ? NullNode.getInstance() : TextNode.valueOf(finishReason);
            JsonNode choice = JsonFields.build()
                    .put("index", 0)
                    .put("delta", delta)
                    .put("finish_reason", reason)
                    .node();
            return new ChatChunk(fields().put("choices", List.of(choice)).node());
        }

        /**
         * Creates a chunk for each delta of an answer that goes on.
         *
         * @param deltas the deltas of the choice
         * @return the chunks, in the same order
         */
        public List<ChatChunk> chunks(List<JsonNode> deltas) {
            return deltas.stream().map(delta -> chunk(delta, null)).toList();
        }

        /**
         * Creates the chunk with the usage, without a choice.
         *
         * @param usage the usage in OpenAI's format
         * @return the chunk
         */
        public ChatChunk usage(JsonNode usage) {
            return new ChatChunk(
                    fields().put("choices", List.of()).put("usage", usage).node());
        }

        private JsonFields.ObjectBuilder fields() {
            return JsonFields.build()
                    .put("id", id)
                    .put("object", "chat.completion.chunk")
                    .put("created", created)
                    .put("model", model);
        }
    }

    private JsonNode choice() {
        List<JsonNode> choices = JsonFields.items(json, "choices");
        return choices.isEmpty() ? JsonFields.EMPTY : choices.get(0);
    }

    /** Returns the model and the finish reason, without the content. */
    @Override
    public String toString() {
        return "ChatChunk[model=" + model() + ", finishReason=" + finishReason() + "]";
    }
}
