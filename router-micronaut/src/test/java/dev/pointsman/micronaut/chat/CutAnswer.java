package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import reactor.core.publisher.Flux;

/** An answer, where it is cut, and how the models behave that are asked then. */
final class CutAnswer {
    static final String END = "§";
    private static final List<FailureKind> BREAKS = List.of(
            FailureKind.CUT,
            FailureKind.TIMEOUT,
            FailureKind.BAD_RESPONSE,
            FailureKind.CONNECTION,
            FailureKind.SERVER_ERROR);

    /** Behaviour of a model that continues an answer. */
    private enum Manner {
        GOES_ON,
        BEGINS_AGAIN,
        REFUSES,
        DIFFERS
    }

    private final Random random;
    private final String text;
    private final String other;
    private final String arguments;
    private final Manner prefills;
    private final boolean differs;

    CutAnswer(Random random) {
        this.random = random;
        this.text = words();
        this.other = text.substring(0, random.nextInt(text.length())) + "#" + words();
        this.arguments = random.nextInt(4) == 0 ? "{\"n\":[1,2,3]}" : "";
        this.prefills = List.of(Manner.values()).get(random.nextInt(4));
        this.differs = random.nextInt(4) == 0;
    }

    private String words() {
        String alphabet = random.nextBoolean() ? "ab c\n" : "Grüße, 😀 x ";
        StringBuilder words = new StringBuilder("w");
        for (int i = random.nextInt(40); i > 0; i--) {
            words.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return words.toString();
    }

    /** What a whole answer may be. */
    List<String> answers() {
        return List.of(text + arguments + END, other + arguments + END);
    }

    Flux<ChatChunk> answer(Attempt attempt, ChatRequest request) {
        List<JsonNode> messages = request.messages();
        String said = messages.size() == 1 ? "" : JsonFields.text(messages.get(1), "content", "");
        return switch (attempt.model().id()) {
            case "cut" -> cut(chunks(text, arguments));
            case "restarts" -> maybeCut(chunks(differs ? other : text, arguments));
            default -> prefilled(said);
        };
    }

    private Flux<ChatChunk> prefilled(String said) {
        if (said.isEmpty()) {
            return maybeCut(chunks(prefills == Manner.DIFFERS ? other : text, arguments));
        }
        String whole = text.startsWith(said) ? text : other;
        return switch (prefills) {
            case GOES_ON -> maybeCut(chunks(whole.substring(said.length()), arguments));
            case BEGINS_AGAIN -> maybeCut(chunks(whole, arguments));
            case REFUSES, DIFFERS -> Flux.error(CutBody.broke(FailureKind.INVALID_REQUEST));
        };
    }

    private Flux<ChatChunk> maybeCut(List<ChatChunk> chunks) {
        return random.nextInt(3) == 0 ? cut(chunks) : Flux.fromIterable(chunks);
    }

    private Flux<ChatChunk> cut(List<ChatChunk> chunks) {
        int at = random.nextInt(chunks.size() + 1);
        return Flux.fromIterable(chunks.subList(0, at))
                .concatWith(CutBody.broken(BREAKS.get(random.nextInt(BREAKS.size()))));
    }

    private List<ChatChunk> chunks(String answer, String arguments) {
        List<ChatChunk> chunks = new ArrayList<>(List.of(CutBody.role()));
        pieces(answer).forEach(piece -> chunks.add(CutBody.text(piece)));
        pieces(arguments).forEach(piece -> chunks.add(CutBody.arguments(piece)));
        chunks.add(CutBody.finish(arguments.isEmpty() ? "stop" : "tool_calls"));
        chunks.add(CutBody.usage(7));
        return chunks;
    }

    private List<String> pieces(String whole) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < whole.length(); ) {
            int next = Math.min(whole.length(), at + 1 + random.nextInt(8));
            pieces.add(whole.substring(at, next));
            at = next;
        }
        return pieces;
    }

    @Override
    public String toString() {
        return "'" + text + "' or '" + other + "', prefill " + prefills + ", restart " + (differs ? "differs" : "same");
    }
}
