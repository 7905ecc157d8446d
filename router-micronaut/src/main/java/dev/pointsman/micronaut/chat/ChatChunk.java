package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a streamed answer: a JSON object in the shape of OpenAI's {@code chat.completion.chunk}.
 *
 * <p>The accessors look at the first choice. Immutable and safe for all threads.
 */
public final class ChatChunk {
    /** What the fields of a usual chunk take as a tree, in bytes. */
    private static final long OVERHEAD = 1024;

    private static final long TREE_PER_CHARACTER = 4;

    private final JsonNode json;
    private final String source;

    ChatChunk(JsonNode json) {
        this(json, "");
    }

    /** A chunk as it came, and its text. */
    ChatChunk(JsonNode json, String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * The chunk as it is.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * The chunk as the provider wrote it: one JSON object in one line, which need not be written anew to be passed on.
     *
     * @return the text; empty when the chunk was made or changed here, or came in several lines
     */
    public String source() {
        return source;
    }

    /**
     * What the model goes on to say.
     *
     * @return the text; empty when this chunk carries none
     */
    public String text() {
        return JsonFields.text(delta(), "content", "");
    }

    /**
     * Why the answer ended.
     *
     * @return the reason as in {@link ChatResponse#finishReason()}; empty when this chunk does not end it
     */
    public String finishReason() {
        return JsonFields.text(choice(), "finish_reason", "");
    }

    /**
     * The tokens the answer took; the last chunks of a stream carry them.
     *
     * @return the usage; {@link Usage#UNKNOWN} when this chunk carries none
     */
    public Usage usage() {
        return OpenAiUsage.in(json);
    }

    /**
     * The model that answers, as the provider names it.
     *
     * @return the name; empty when the provider gave none
     */
    public String model() {
        return JsonFields.text(json, "model", "");
    }

    /** Whether this chunk shows that the answer has begun, and not only that there will be one. */
    boolean isToken() {
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

    /** Whether this chunk shows that the provider is at work. */
    boolean isProgress() {
        return isToken() || usage().isKnown();
    }

    static boolean saysSomething(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        return value.isString() ? !value.getStringValue().isEmpty() : !value.isContainerNode() || value.size() > 0;
    }

    /** The memory that the chunk takes, in bytes: an estimate. */
    long weight() {
        return source.isEmpty() ? JsonWeight.of(json) : OVERHEAD + TREE_PER_CHARACTER * source.length();
    }

    JsonNode delta() {
        return JsonFields.object(choice(), "delta");
    }

    private JsonNode choice() {
        List<JsonNode> choices = JsonFields.items(json, "choices");
        return choices.isEmpty() ? JsonFields.EMPTY : choices.get(0);
    }

    /** The model and the finish reason; what was said stays private. */
    @Override
    public String toString() {
        return "ChatChunk[model=" + model() + ", finishReason=" + finishReason() + "]";
    }
}
