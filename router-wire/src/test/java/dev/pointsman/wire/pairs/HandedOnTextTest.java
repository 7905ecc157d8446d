package dev.pointsman.wire.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocols;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events of text that are handed on to a client of the same protocol, read without trees: the same content and the same
 * end as read with trees, and the same bytes.
 */
class HandedOnTextTest {
    private static final WireProtocols PROTOCOLS = WireProtocols.load();
    private static final ProviderAccount ACCOUNT =
            new ProviderAccount("p", URI.create("http://localhost/v1"), "", InstantSource.system());
    private static final Model MODEL = Model.builder("m", "p").build();
    private static final JsonNode REQUEST = Trees.of("{'messages':[{'role':'user','content':'Hi'}]}");

    private static final String CHUNK =
            "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','usage':null,"
                    + "'choices':[{'index':0,'delta':%s,'logprobs':null,'finish_reason':%s}]}";

    private static StreamReader reader(String wire, boolean handsOn) {
        ChatRequest request = handsOn
                ? ChatRequest.of(
                        REQUEST, SourceRequest.of(wire, REQUEST, JsonReader.bytes(REQUEST), Map.of()), List.of())
                : ChatRequest.of(REQUEST);
        return PROTOCOLS.create(wire, ACCOUNT).streamReader(MODEL, request);
    }

    private static ServerEvent event(String name, String data) {
        return new ServerEvent(name, data.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<ServerEvent> events(String wire) {
        return switch (wire) {
            case "openai" ->
                List.of(
                        event("", CHUNK.formatted("{'role':'assistant','content':''}", "null")),
                        event("", CHUNK.formatted("{'content':'caf\\u00e9 ','refusal':null}", "null")),
                        event("", CHUNK.formatted("{'role':'assistant','content':'é\\n'}", "null")),
                        event("", CHUNK.formatted("{'content':'end'}", "null")),
                        event("", CHUNK.formatted("{}", "'stop'")),
                        event("", "[DONE]"));
            case "anthropic" ->
                List.of(
                        event("message_start", "{'type':'message_start','message':{'id':'c','model':'m','usage':{}}}"),
                        event(
                                "content_block_start",
                                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"),
                        event("ping", "{'type':'ping'}"),
                        delta("caf\\u00e9 "),
                        delta("é\\n"),
                        delta("end"),
                        event("content_block_stop", "{'type':'content_block_stop','index':0}"),
                        event("message_delta", "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}"),
                        event("message_stop", "{'type':'message_stop'}"));
            default ->
                List.of(
                        event("response.created", "{'type':'response.created','response':{'id':'c','model':'m'}}"),
                        event(
                                "response.output_item.added",
                                "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','id':'i'}}"),
                        piece("caf\\u00e9 "),
                        piece("é\\n"),
                        piece("end"),
                        event(
                                "response.output_item.done",
                                "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','id':'i',"
                                        + "'content':[{'type':'output_text','text':'caf\\u00e9 é\\nend'}]}}"),
                        event(
                                "response.completed",
                                "{'type':'response.completed','response':{'id':'c','status':'completed','model':'m'}}"));
        };
    }

    private static ServerEvent delta(String text) {
        return event(
                "content_block_delta",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'" + text + "'} }");
    }

    private static ServerEvent piece(String text) {
        return event(
                "response.output_text.delta",
                "{'type':'response.output_text.delta','item_id':'i','output_index':0,'content_index':0,'delta':'" + text
                        + "','logprobs':[]}");
    }

    private static List<ChatChunk> read(StreamReader reader, List<ServerEvent> events) {
        List<ChatChunk> chunks = new ArrayList<>();
        events.forEach(event -> chunks.addAll(reader.read(event)));
        return chunks;
    }

    private static String text(List<ChatChunk> chunks) {
        return chunks.stream().map(ChatChunk::text).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void textIsReadAsWithTrees(String wire) {
        StreamReader fast = reader(wire, true);
        List<ChatChunk> chunks = read(fast, events(wire));
        List<ChatChunk> trees = read(reader(wire, false), events(wire));
        assertThat(text(chunks)).isEqualTo("café é\nend").isEqualTo(text(trees));
        assertThat(fast.isWhole()).isTrue();
        assertThat(fast.isOver()).isTrue();
        List<ChatChunk> texts = chunks.stream()
                .filter(ChatChunk::isText)
                .filter(ChatChunk::isToken)
                .toList();
        assertThat(texts).hasSize(3).allSatisfy(chunk -> {
            assertThat(chunk.isAnswer() && chunk.isProgress()).isTrue();
            assertThat(chunk.isReasoning()).isFalse();
            assertThat(chunk.finishReason()).isEmpty();
            assertThat(chunk.usage()).isEqualTo(Usage.UNKNOWN);
            assertThat(chunk.model()).isEqualTo("m");
            assertThat(chunk.delta().path("content").asText()).isEqualTo(chunk.text());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void joinedChunksKeepTextAndEvents(String wire) {
        List<ChatChunk> chunks = read(reader(wire, true), events(wire));
        List<ChatChunk> joined = ChatChunk.joined(chunks);
        assertThat(joined.stream().filter(ChatChunk::isText).filter(ChatChunk::isToken))
                .hasSize(1);
        assertThat(text(joined)).isEqualTo(text(chunks));
        ChatChunk all = joined.stream()
                .filter(ChatChunk::isText)
                .filter(ChatChunk::isToken)
                .findFirst()
                .orElseThrow();
        assertThat(all.delta().path("content").asText()).isEqualTo("café é\nend");
        List<ServerEvent> sent = new ArrayList<>();
        joined.forEach(chunk -> {
            List<ServerEvent> own = chunk.events(wire);
            sent.addAll(own == null ? List.of() : own);
        });
        List<String> expected = events(wire).stream()
                .map(ServerEvent::text)
                .filter(event -> !wire.equals("openai") || event.matches("(?s).*\"content\":\"[^\"].*"))
                .toList();
        assertThat(sent).extracting(ServerEvent::text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"content\":\"a\",\"tool_calls\":[]} | null",
                "{\"content\":\"a\",\"refusal\":\"no\"} | null",
                "{\"content\":\"a\",\"reasoning_content\":\"b\"} | null",
                "{\"content\":\"a\"} | \"stop\"",
                "{\"content\":\"\"} | null",
                "{\"content\":[\"a\"]} | null",
                "{\"role\":\"assistant\"} | null",
            },
            quoteCharacter = '`')
    void everyOtherChunkIsReadAsATree(String delta, String reason) {
        List<ChatChunk> chunks = read(reader("openai", true), List.of(event("", CHUNK.formatted(delta, reason))));
        assertThat(chunks).hasSize(1).noneMatch(ChatChunk::isText);
        assertThat(chunks.get(0).delta()).isEqualTo(Trees.of(delta));
    }

    @Test
    void usageAndFurtherChoicesAreReadAsTrees() {
        String counted = CHUNK.replace("'usage':null", "'usage':{'prompt_tokens':3,'completion_tokens':1}");
        String second = CHUNK.replace("'index':0", "'index':1");
        for (String one : List.of(counted, second)) {
            List<ChatChunk> chunks =
                    read(reader("openai", true), List.of(event("", one.formatted("{'content':'a'}", "null"))));
            assertThat(chunks).hasSize(1).noneMatch(ChatChunk::isText);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "openai-responses"})
    void brokenEventsOfTextAreFailures(String wire) {
        ServerEvent good = events(wire).stream()
                .filter(event -> event.text().contains("end\""))
                .findFirst()
                .orElseThrow();
        byte[] invalid = good.data().clone();
        invalid[good.text().indexOf("end")] = (byte) 0xFF;
        List<byte[]> broken = List.of(
                good.text().substring(0, good.text().length() - 1).getBytes(StandardCharsets.UTF_8),
                (good.text() + "{}").getBytes(StandardCharsets.UTF_8),
                invalid);
        for (byte[] data : broken) {
            StreamReader reader = reader(wire, true);
            ServerEvent event = new ServerEvent(good.name(), data);
            assertThatThrownBy(() -> reader.read(event)).isInstanceOf(ProviderException.class);
        }
    }
}
