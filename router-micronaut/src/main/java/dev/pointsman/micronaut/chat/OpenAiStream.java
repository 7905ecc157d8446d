package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a stream of {@code chat.completion.chunk} events: hands them on and watches for the end. */
final class OpenAiStream implements StreamReader {
    private final JsonReader json;
    private final int choices;
    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> begun = new HashSet<>();
    private boolean counted;
    private boolean done;

    OpenAiStream(JsonReader json, int choices) {
        this.json = json;
        this.choices = choices;
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        String text = event.text().strip();
        if (text.equals("[DONE]")) {
            done = true;
            return List.of();
        }
        JsonNode chunk = json.object(event.data(), "an event of the stream");
        if (Json.field(chunk, "error") != null || event.name().equals("error")) {
            throw new ReportedErrorException(chunk);
        }
        for (JsonNode choice : Json.items(chunk, "choices")) {
            FinishErrors.check(choice);
            begun.add(Json.count(choice, "index"));
            if (!Json.text(choice, "finish_reason", "").isEmpty()) {
                finished.add(Json.count(choice, "index"));
            }
        }
        boolean oneLine = text.startsWith("{") && text.indexOf('\n') < 0;
        ChatChunk read = new ChatChunk(chunk, oneLine ? text : "");
        counted |= read.usage().isKnown();
        return List.of(read);
    }

    @Override
    public boolean isWhole() {
        return finished.size() >= choices || (done && isWholeAtEnd());
    }

    /** A provider may give fewer choices than it was asked for: an answer of one choice instead of two is none cut short. */
    @Override
    public boolean isWholeAtEnd() {
        return !finished.isEmpty() && finished.size() >= begun.size();
    }

    @Override
    public boolean isOver() {
        // The end mark alone ends the stream too; whether the answer is whole is another question.
        return done || (isWhole() && counted);
    }
}
