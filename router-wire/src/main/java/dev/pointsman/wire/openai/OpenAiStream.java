package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.FinishedChoices;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.SourceEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.List;
import java.util.Set;

/**
 * Reader of a stream of {@code chat.completion.chunk} events that detects its end.
 *
 * <p>A finish reason completes the answer. The stream ends with the end mark, or with the last chunk, which has usage
 * and no choice: earlier counts may be partial.
 */
final class OpenAiStream implements StreamReader {
    private static final Set<String> PLAIN_NAMES = Set.of("", "message", "error");

    private final ReceivedDetails details;
    private final boolean single;
    private final FinishedChoices finished;
    private final StreamedToolCalls calls = new StreamedToolCalls();
    private final boolean handsOn;
    private final TextEvent texts = new TextEvent();
    private JsonNode last = JsonFields.EMPTY;
    private boolean marked;
    private boolean closed;

    /**
     * Creates a reader.
     *
     * @param handsOn whether the client speaks this protocol too, and gets events of text as they came
     */
    OpenAiStream(int choices, ReasoningState reasoning, boolean handsOn) {
        this.handsOn = handsOn && choices == 1;
        this.details = new ReceivedDetails(reasoning, "delta");
        this.single = choices == 1;
        this.finished = new FinishedChoices(choices);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a chunk without state is the same instance
    public List<ChatChunk> read(ServerEvent event) {
        String said = handsOn && event.name().isEmpty() ? texts.of(event.data()) : "";
        if (!said.isEmpty()) {
            finished.addText();
            calls.addText();
            return List.of(ChatChunk.ofText(
                    said,
                    () -> JsonReader.object(event.data(), "an event of the stream"),
                    new SourceEvent(OpenAiWire.NAME, List.of(event))));
        }
        String text = event.text().strip();
        if (text.equals("[DONE]")) {
            return marked();
        }
        if (isKeepAlive(event, text)) {
            return List.of();
        }
        JsonNode received = JsonReader.object(event.data(), "an event of the stream");
        JsonNode chunk = details.in(received);
        if (JsonFields.field(chunk, "error") != null || event.name().equals("error")) {
            throw new ReportedErrorException(chunk);
        }
        boolean oneLine = chunk == received && text.startsWith("{") && text.indexOf('\n') < 0;
        ChatChunk read = new ChatChunk(chunk, oneLine ? text : "");
        List<JsonNode> choices = JsonFields.items(chunk, "choices");
        choices.forEach(choice -> add(chunk, choice));
        closed |= choices.isEmpty() && finished.isWhole() && read.usage().isKnown();
        return List.of(read);
    }

    /** JSON null is no chunk, nor is the data of an event of another name unless it is an object. */
    private static boolean isKeepAlive(ServerEvent event, String text) {
        return text.equals("null") || (!PLAIN_NAMES.contains(event.name()) && !text.startsWith("{"));
    }

    private void add(JsonNode chunk, JsonNode choice) {
        FinishErrors.check(choice);
        finished.add(choice);
        if (single) {
            calls.add(JsonFields.object(choice, "delta"));
            last = chunk;
        }
    }

    /**
     * The end mark also ends a stream without a finish reason; its answer is complete only if it consists of tool
     * calls.
     */
    private List<ChatChunk> marked() {
        marked = true;
        if (finished.haveReasons() || !calls.areWhole()) {
            return List.of();
        }
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("delta", JsonFields.EMPTY)
                .put("finish_reason", "tool_calls")
                .node();
        finished.add(choice);
        return List.of(new ChatChunk(JsonFields.buildFrom(last)
                .remove("usage")
                .put("choices", List.of(choice))
                .node()));
    }

    @Override
    public boolean isWhole() {
        return finished.isWhole() || (marked && finished.haveReasons());
    }

    @Override
    public boolean isWholeAtEnd() {
        return finished.isWholeAtEnd();
    }

    @Override
    public boolean isOver() {
        return marked || closed;
    }
}
