package dev.pointsman.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random conversations and answers through both directions of the protocol: nothing that is kept changes. */
class ResponsesFuzzTest {
    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 10_000);
    private static final int ANSWERS = DOCUMENTS / 5;
    private static final Model MODEL = Model.builder("m", "own").build();

    private final Random random = new Random(20261129);
    private static final ProviderAccount ACCOUNT =
            new ProviderAccount("own", URI.create("http://localhost"), "", InstantSource.system());
    private static final String OWN = new ReasoningStates(ACCOUNT).of(MODEL).wrapped("");

    private final WireProtocol provider = WireProtocols.load().create("openai-responses", ACCOUNT);

    private String word() {
        String letters = "abc \"\\\n\u00e4\u20ac\ud83d\ude00{}[]'/";
        return random.ints(1 + random.nextInt(6), 0, letters.codePointCount(0, letters.length()))
                .mapToObj(at -> new String(Character.toChars(letters.codePointAt(letters.offsetByCodePoints(0, at)))))
                .collect(Collectors.joining());
    }

    private static JsonNode item(String type, String... fields) {
        JsonFields.ObjectBuilder item = JsonFields.build().put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            item.put(fields[i], fields[i + 1]);
        }
        return item.node();
    }

    /** Adds one exchange: a question, and an answer of reasoning, text and calls with their results. */
    private void exchange(List<JsonNode> items) {
        items.add(message("user", "input_text"));
        if (random.nextBoolean()) {
            items.add(JsonFields.buildFrom(item("reasoning", "id", "rs_" + random.nextInt(99)))
                    .put("summary", List.of())
                    .put("encrypted_content", OWN + random.nextInt())
                    .node());
        }
        int calls = random.nextInt(3);
        if (calls == 0 || random.nextBoolean()) {
            items.add(message("assistant", "output_text"));
        }
        int first = random.nextInt(1000);
        for (int i = 0; i < calls; i++) {
            items.add(item(
                    "function_call", "call_id", "c" + (first + i), "name", "f" + i, "arguments", "{\"a\":" + i + "}"));
        }
        for (int i = 0; i < calls; i++) {
            items.add(item("function_call_output", "call_id", "c" + (first + i), "output", word()));
        }
    }

    private JsonNode message(String role, String part) {
        return JsonFields.build()
                .put("type", "message")
                .put("role", role)
                .put("content", List.of(item(part, "text", word())))
                .node();
    }

    @Test
    void aConversationIsTheSameBehindTheNeutralForm() {
        for (int n = 0; n < DOCUMENTS; n++) {
            List<JsonNode> items = new ArrayList<>();
            int exchanges = 1 + random.nextInt(4);
            for (int i = 0; i < exchanges; i++) {
                exchange(items);
            }
            ResponsesRequest request = ResponsesRequest.of(
                    JsonFields.build().put("model", "m").put("input", items).node());
            assertThat(request.lost()).isEmpty();
            JsonNode sent = provider.chatRequest(MODEL, ChatRequest.of(request.neutral()), false)
                    .body();
            List<JsonNode> expected =
                    items.stream().map(ResponsesFuzzTest::unwrapped).toList();
            assertThat(Trees.reread(JsonFields.array(JsonFields.items(sent, "input"))))
                    .as("document %s", n)
                    .isEqualTo(Trees.reread(JsonFields.array(expected)));
        }
    }

    /** The state as the provider made it: its mark is taken off for it alone. */
    private static JsonNode unwrapped(JsonNode item) {
        String state = JsonFields.text(item, "encrypted_content");
        return state == null
                ? item
                : JsonFields.buildFrom(item)
                        .put("encrypted_content", state.substring(OWN.length()))
                        .node();
    }

    private JsonNode chunk(JsonNode delta, String finishReason) {
        return JsonFields.build()
                .put("model", "m")
                .put(
                        "choices",
                        List.of(JsonFields.build()
                                .put("index", 0)
                                .put("delta", delta)
                                .put("finish_reason", finishReason)
                                .node()))
                .node();
    }

    private List<JsonNode> answer() {
        List<JsonNode> deltas = new ArrayList<>();
        pieces(deltas, "reasoning_content");
        pieces(deltas, "content");
        int calls = random.nextInt(3);
        for (int i = 0; i < calls; i++) {
            deltas.add(call(i, "c" + i, "f" + i, ""));
            for (int piece = random.nextInt(4); piece >= 0; piece--) {
                deltas.add(call(i, null, null, word()));
            }
        }
        return deltas;
    }

    private void pieces(List<JsonNode> deltas, String field) {
        for (int i = random.nextInt(5); i > 0; i--) {
            deltas.add(JsonFields.build().put(field, word()).node());
        }
    }

    private static JsonNode call(int index, String id, String name, String arguments) {
        JsonNode function =
                JsonFields.build().put("name", name).put("arguments", arguments).node();
        JsonNode call = JsonFields.build()
                .put("index", index)
                .put("id", id)
                .put("function", function)
                .node();
        return JsonFields.build().put("tool_calls", List.of(call)).node();
    }

    /** Text, reasoning and calls of deltas, as a client joins them. */
    private static String joined(List<JsonNode> deltas) {
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        StringBuilder[] calls = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
        for (JsonNode delta : deltas) {
            text.append(JsonFields.text(delta, "content", ""));
            thought.append(JsonFields.text(delta, "reasoning_content", ""));
            for (JsonNode call : JsonFields.items(delta, "tool_calls")) {
                JsonNode function = JsonFields.object(call, "function");
                calls[JsonFields.count(call, "index")]
                        .append(JsonFields.text(call, "id", ""))
                        .append(JsonFields.text(function, "name", ""))
                        .append(JsonFields.text(function, "arguments", ""));
            }
        }
        return thought + "|" + text + "|" + String.join("|", calls);
    }

    @Test
    void anAnswerIsTheSameBehindItsEventsAndNoCutIsWhole() {
        ResponsesRequest request = ResponsesRequest.of(Trees.of("{'input':'x'}"));
        for (int n = 0; n < ANSWERS; n++) {
            List<JsonNode> deltas = answer();
            ResponsesWriter writer = new ResponsesWriter(request, "resp_" + n, 1);
            List<JsonNode> events = new ArrayList<>();
            deltas.forEach(delta -> events.addAll(writer.add(new ChatChunk(chunk(delta, null)))));
            events.addAll(writer.add(new ChatChunk(chunk(JsonFields.EMPTY, "stop"))));
            events.addAll(writer.end());
            StreamReader reader = provider.streamReader(MODEL, ChatRequest.user("x"));
            List<JsonNode> read = new ArrayList<>();
            for (JsonNode event : events) {
                assertThat(reader.isWhole() || reader.isWholeAtEnd()).isFalse();
                String type = JsonFields.text(event, "type", "");
                reader.read(new ServerEvent(type, JsonReader.bytes(event))).forEach(chunk -> read.add(chunk.delta()));
            }
            assertThat(reader.isWhole()).isTrue();
            assertThat(joined(read)).as("answer %s", n).isEqualTo(joined(deltas));
        }
    }
}
