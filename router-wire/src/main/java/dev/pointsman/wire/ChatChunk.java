package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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

    private static final long EVENT = 64; // memory beside its data

    private final Supplier<JsonNode> tree;
    private final String source;
    private final @Nullable SourceEvent event;
    private final @Nullable String text; // of a chunk that is nothing else
    private volatile @Nullable JsonNode json; // the tree, once it has been asked for

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
        this(() -> json, source, null, null);
        this.json = json;
    }

    private ChatChunk(Supplier<JsonNode> tree, String source, @Nullable SourceEvent event, @Nullable String text) {
        this.tree = tree;
        this.source = source;
        this.event = event;
        this.text = text;
    }

    /**
     * Creates a chunk that is nothing but text of the only choice, as received by a client of the same protocol: its JSON
     * is made only when it is asked for.
     *
     * @param text the text, not empty
     * @param json returns the chunk's JSON, an object in the format of {@code chat.completion.chunk}
     * @param event the event that it was read from
     * @return the chunk
     */
    public static ChatChunk ofText(String text, Supplier<JsonNode> json, SourceEvent event) {
        return new ChatChunk(json, "", event, text);
    }

    /**
     * Creates a chunk without content, as received by a client of the same protocol.
     *
     * @param event the event that it was read from
     * @return the chunk
     */
    public static ChatChunk ofNothing(SourceEvent event) {
        return new ChatChunk(() -> JsonFields.EMPTY, "", event, "");
    }

    /**
     * Joins neighbouring chunks of text that came together, so that they are handled as one.
     *
     * @param chunks chunks of one answer, in order
     * @return the chunks, with those of {@link #ofText} and {@link #ofNothing} that follow each other as one
     */
    public static List<ChatChunk> joined(List<ChatChunk> chunks) {
        List<ChatChunk> joined = new ArrayList<>();
        for (int i = 0, next; i < chunks.size(); i = next) {
            next = i + 1;
            while (chunks.get(i).isText()
                    && next < chunks.size()
                    && chunks.get(next).isText()) {
                next++;
            }
            joined.add(next == i + 1 ? chunks.get(i) : joinedText(chunks.subList(i, next)));
        }
        return joined;
    }

    private static ChatChunk joinedText(List<ChatChunk> chunks) {
        StringBuilder all = new StringBuilder();
        List<ServerEvent> events = new ArrayList<>(chunks.size());
        String protocol = "";
        for (ChatChunk chunk : chunks) {
            all.append(chunk.text());
            if (chunk.event != null) {
                protocol = chunk.event.protocol();
                events.addAll(chunk.event.events());
            }
        }
        String text = all.toString();
        ChatChunk first = firstOfText(chunks); // now: the list may change before the JSON is made
        return new ChatChunk(
                () -> DeltaBuilder.withText(first, text).json(), "", new SourceEvent(protocol, events), text);
    }

    private static ChatChunk firstOfText(List<ChatChunk> chunks) {
        return chunks.stream()
                .filter(chunk -> !chunk.text().isEmpty())
                .findFirst()
                .orElse(chunks.get(0));
    }

    /**
     * Returns whether this chunk is nothing but text of the only choice, or nothing at all.
     *
     * @return true for chunks of {@link #ofText} and {@link #ofNothing}, and those joined from them
     */
    public boolean isText() {
        return text != null;
    }

    /**
     * Returns this chunk with the event that it was read from.
     *
     * @param from the event
     * @return a new chunk
     */
    public ChatChunk with(SourceEvent from) {
        ChatChunk made = new ChatChunk(tree, source, from, text);
        made.json = json;
        return made;
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
     * Returns the events that this chunk was read from.
     *
     * @param protocol the name of the client's protocol
     * @return the events to hand on; null if the chunk has to be written in the client's protocol
     */
    public @Nullable List<ServerEvent> events(String protocol) {
        return event != null && event.protocol().equals(protocol) ? event.events() : null;
    }

    /**
     * Returns the JSON of the chunk.
     *
     * @return an object
     */
    public JsonNode json() {
        JsonNode made = json;
        if (made == null) {
            made = tree.get();
            json = made;
        }
        return made;
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
        return text == null ? JsonFields.text(delta(), "content", "") : text;
    }

    /**
     * Returns the finish reason.
     *
     * @return the reason as in {@link ChatResponse#finishReason()}; empty when this chunk does not end it
     */
    public String finishReason() {
        return text == null ? JsonFields.text(choice(), "finish_reason", "") : "";
    }

    /**
     * Returns the token usage, which the last chunks of a stream carry.
     *
     * @return the usage; {@link Usage#UNKNOWN} when this chunk carries none
     */
    public Usage usage() {
        return text == null ? OpenAiUsage.in(json()) : Usage.UNKNOWN;
    }

    /**
     * Returns the provider's name for the model.
     *
     * @return the name; empty when the provider gave none
     */
    public String model() {
        return JsonFields.text(json(), "model", "");
    }

    /**
     * Returns whether this chunk contains a part of the answer, its reasoning included.
     *
     * @return false for a chunk with a role, usage or nothing
     */
    public boolean isToken() {
        if (text != null) {
            return !text.isEmpty();
        }
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
     * Returns whether this chunk contains a part of the answer itself.
     *
     * @return false for reasoning alone
     */
    public boolean isAnswer() {
        return text == null ? DeltaBuilder.isAnswer(delta()) : !text.isEmpty();
    }

    /**
     * Returns whether this chunk contains a part of the reasoning before an answer.
     *
     * @return true if one of the fields for reasoning is not empty
     */
    public boolean isReasoning() {
        return text == null && DeltaBuilder.isReasoning(delta());
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
        long bytes = 0;
        for (ServerEvent own : event == null ? List.<ServerEvent>of() : event.events()) {
            bytes += EVENT + own.data().length;
        }
        if (text != null) {
            return OVERHEAD + bytes + text.length();
        }
        return bytes + (source.isEmpty() ? JsonWeight.of(json()) : OVERHEAD + TREE_PER_CHARACTER * source.length());
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
         * Creates the JSON of a chunk of text.
         *
         * @param text the text
         * @return an object in the format of {@code chat.completion.chunk}
         */
        public JsonNode text(String text) {
            return chunk(JsonFields.build().put("content", text).node(), null).json();
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
        List<JsonNode> choices = JsonFields.items(json(), "choices");
        return choices.isEmpty() ? JsonFields.EMPTY : choices.get(0);
    }

    /** Returns the model and the finish reason, without the content. */
    @Override
    public String toString() {
        return "ChatChunk[model=" + model() + ", finishReason=" + finishReason() + "]";
    }
}
