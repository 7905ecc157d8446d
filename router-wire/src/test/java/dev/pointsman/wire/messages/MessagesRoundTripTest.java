package dev.pointsman.wire.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random documents through both translations; {@code -Dmessages.fuzz=100000} takes more of them. */
class MessagesRoundTripTest {
    private static final int COUNT = Integer.getInteger("messages.fuzz", 500);
    private static final String UNWRAPPED = "";

    @Test
    void requestsLoseNothingThatIsKept() {
        for (long seed = 0; seed < COUNT; seed++) {
            JsonNode request = new RandomMessages(seed).request();
            JsonNode neutral = FuzzedProvider.parsed(request).json();
            JsonNode rendered = Trees.reread(FuzzedProvider.rendered(FuzzedProvider.parsed(request)));
            JsonNode again = FuzzedProvider.parsed(rendered).json();
            assertThat(Trees.reread(again).toString())
                    .as("seed %d: %s", seed, rendered)
                    .isEqualTo(Trees.reread(neutral).toString().replace(FuzzedProvider.SIGNED, UNWRAPPED));
        }
    }

    @Test
    void answersLoseNothing() {
        for (long seed = 0; seed < COUNT; seed++) {
            ChatResponse answer = RandomAnswers.whole(new Random(seed));
            JsonNode rendered = Trees.of(new String(new MessagesProtocol().response(answer), StandardCharsets.UTF_8));
            ChatResponse again = FuzzedProvider.WIRE.chatResponse(FuzzedProvider.MODEL, rendered);
            assertThat(again.text()).as("seed %d", seed).isEqualTo(answer.text());
            assertThat(again.toolCalls()).as("seed %d", seed).isEqualTo(answer.toolCalls());
            assertThat(again.finishReason()).as("seed %d", seed).isEqualTo(answer.finishReason());
            assertThat(again.usage()).as("seed %d", seed).isEqualTo(answer.usage());
        }
    }

    @Test
    void streamsLoseNothingAndNoCutLooksWhole() {
        for (long seed = 0; seed < COUNT; seed++) {
            ChatResponse answer = RandomAnswers.whole(new Random(seed));
            List<ChatChunk> chunks = RandomAnswers.chunks(answer, new Random(seed));
            ClientStream stream = new MessagesProtocol().stream(FuzzedProvider.parsed(new RandomMessages(1).request()));
            List<ServerEvent> events = new ArrayList<>();
            chunks.forEach(chunk -> events.addAll(stream.write(chunk)));
            int complete = events.size();
            events.addAll(stream.end());
            StreamReader reader = FuzzedProvider.WIRE.streamReader(
                    FuzzedProvider.MODEL, FuzzedProvider.parsed(new RandomMessages(1).request()));
            Accumulated read = new Accumulated();
            for (int i = 0; i < events.size(); i++) {
                assertThat(reader.isWholeAtEnd() && i < complete)
                        .as("seed %d cut before event %d", seed, i)
                        .isFalse();
                read.add(reader.read(events.get(i)));
            }
            assertThat(reader.isOver()).isTrue();
            assertThat(read.text.toString()).as("seed %d", seed).isEqualTo(answer.text());
            assertThat(read.calls()).as("seed %d", seed).isEqualTo(RandomAnswers.calls(answer));
            assertThat(read.finish).as("seed %d", seed).isEqualTo(answer.finishReason());
            assertThat(read.reasoning.toString()).as("seed %d", seed).isEqualTo(RandomAnswers.reasoning(answer));
        }
    }

    @Test
    void aStreamThatFailsAnywhereHasNoEndMark() {
        ClientError error = ClientError.of(502, "cut", "the stream ended before the answer was whole");
        for (long seed = 0; seed < 200; seed++) {
            List<ChatChunk> chunks = RandomAnswers.chunks(RandomAnswers.whole(new Random(seed)), new Random(seed));
            for (int cut = 0; cut < chunks.size(); cut++) {
                ClientStream stream =
                        new MessagesProtocol().stream(FuzzedProvider.parsed(new RandomMessages(1).request()));
                List<ServerEvent> events = new ArrayList<>();
                chunks.subList(0, cut).forEach(chunk -> events.addAll(stream.write(chunk)));
                events.addAll(stream.fail(error));
                assertThat(events)
                        .noneMatch(event -> event.name().equals("message_stop")
                                || event.name().equals("message_delta"));
                assertThat(events).last().satisfies(event -> {
                    assertThat(event.name()).isEqualTo("error");
                    assertThat(event.text()).contains("\"type\":\"error\"", "api_error", "before the answer was whole");
                });
                assertThat(stream.isBroken()).isTrue();
            }
        }
    }

    /** An answer as a client puts it together. */
    private static final class Accumulated {
        final StringBuilder text = new StringBuilder();
        final StringBuilder reasoning = new StringBuilder();
        final List<String> calls = new ArrayList<>();
        String finish = "";

        void add(List<ChatChunk> chunks) {
            for (ChatChunk chunk : chunks) {
                text.append(chunk.text());
                reasoning.append(JsonFields.text(chunk.delta(), "reasoning_content", ""));
                finish = chunk.finishReason().isEmpty() ? finish : chunk.finishReason();
                for (JsonNode piece : JsonFields.items(chunk.delta(), "tool_calls")) {
                    int index = JsonFields.count(piece, "index");
                    JsonNode function = JsonFields.object(piece, "function");
                    if (index == calls.size()) {
                        calls.add(JsonFields.text(piece, "id", "") + " " + JsonFields.text(function, "name", "") + " ");
                    }
                    calls.set(index, calls.get(index) + JsonFields.text(function, "arguments", ""));
                }
            }
        }

        List<String> calls() {
            return calls.stream()
                    .map(call -> call.endsWith(" ") ? call + "{}" : call)
                    .map(String::strip)
                    .toList();
        }
    }
}
