package dev.pointsman.wire.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.messages.MessagesProtocol;
import dev.pointsman.wire.responses.ResponsesProtocol;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/** Streams of each provider protocol, cut after every byte: no client protocol shows a part as a whole answer. */
class CutPointsTest {
    private static final WireProtocols PROTOCOLS = WireProtocols.load();
    private static final ProviderAccount ACCOUNT = new ProviderAccount(
            "p", URI.create("https://bedrock-runtime.eu-west-1.amazonaws.com"), "AK:secret", InstantSource.system());
    private static final Model MODEL = Model.builder("m", "p").build();

    private static Stream<Arguments> pairs() {
        return Stream.of("messages", "responses")
                .flatMap(client -> PROTOCOLS.names().stream().sorted().map(wire -> Arguments.of(client, wire)));
    }

    @ParameterizedTest(name = "{1} to {0}")
    @MethodSource("pairs")
    void aPartIsNeverWhole(String client, String wire) {
        WireProtocol protocol = PROTOCOLS.create(wire, ACCOUNT);
        byte[] stream = stream(wire);
        int whole = 0;
        for (int cut = 0; cut <= stream.length; cut++) {
            String shown = shown(client, protocol, Arrays.copyOf(stream, cut));
            if (shown.contains("\"message_stop\"") || shown.contains("\"response.completed\"")) {
                whole++;
                assertThat(shown).as("cut after %d bytes", cut).contains("here.");
                assertThat(shown.replace("\\", ""))
                        .as("cut after %d bytes", cut)
                        .contains(":7}");
                assertThat(shown).doesNotContain("\"type\":\"error\"");
            } else {
                assertThat(shown).as("cut after %d bytes", cut).contains("\"type\":\"error\"");
            }
        }
        assertThat(whole).isBetween(1, stream.length / 2);
    }

    /** What a client is sent of a stream that ends there. */
    private static String shown(String client, WireProtocol protocol, byte[] part) {
        ClientProtocol front;
        ChatRequest request;
        if (client.equals("messages")) {
            var json = Trees.of("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'Hi'}]}");
            front = new MessagesProtocol();
            request = front.request(json, JsonReader.bytes(json), Map.of());
        } else {
            var json = Trees.of("{'model':'m','input':'Hi'}");
            front = new ResponsesProtocol(ResponsesRequest.of(json), "resp_x", 1, true, ended -> {});
            request = front.request(json, JsonReader.bytes(json), Map.of());
        }
        EventDecoder decoder = protocol.eventDecoder();
        StreamReader reader = protocol.streamReader(MODEL, request);
        ClientStream writer = front.stream(request);
        StringBuilder shown = new StringBuilder();
        for (ServerEvent event : decoder.feed(part)) {
            for (ChatChunk chunk : reader.isOver() ? List.<ChatChunk>of() : reader.read(event)) {
                add(shown, writer.write(chunk));
            }
        }
        boolean whole = reader.isWhole() || reader.isWholeAtEnd();
        add(shown, whole ? writer.end() : writer.fail(ClientError.of(502, "cut", "cut")));
        return shown.toString();
    }

    private static void add(StringBuilder to, List<ServerEvent> events) {
        events.forEach(event -> to.append(event.text()).append('\n'));
    }

    private static byte[] stream(String wire) {
        return switch (wire) {
            case "openai" ->
                events(
                        "{'choices':[{'index':0,'delta':{'role':'assistant','content':'Look '}}]}",
                        "{'choices':[{'index':0,'delta':{'content':'here.'}}]}",
                        "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'look','arguments':'{`at`'}}]}}]}",
                        "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':':7}'}}]}}]}",
                        "{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}",
                        "{'choices':[],'usage':{'prompt_tokens':1,'completion_tokens':2}}",
                        "[DONE]");
            case "anthropic" ->
                events(
                        "{'type':'message_start','message':{'id':'m','type':'message','role':'assistant','model':'m','content':[],'usage':{'input_tokens':1}}}",
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Look here.'}}",
                        "{'type':'content_block_stop','index':0}",
                        "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'c','name':'look','input':{}}}",
                        "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{`at`:7}'}}",
                        "{'type':'content_block_stop','index':1}",
                        "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':2}}",
                        "{'type':'message_stop'}");
            case "openai-responses" ->
                events(
                        "{'type':'response.created','response':{'id':'r','status':'in_progress','output':[]}}",
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','id':'m','role':'assistant','content':[]}}",
                        "{'type':'response.output_text.delta','output_index':0,'item_id':'m','delta':'Look here.'}",
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','id':'m','role':'assistant','content':[{'type':'output_text','text':'Look here.'}]}}",
                        "{'type':'response.output_item.added','output_index':1,'item':{'type':'function_call','id':'f','call_id':'c','name':'look','arguments':''}}",
                        "{'type':'response.function_call_arguments.delta','output_index':1,'item_id':'f','delta':'{`at`:7}'}",
                        "{'type':'response.output_item.done','output_index':1,'item':{'type':'function_call','id':'f','call_id':'c','name':'look','arguments':'{`at`:7}'}}",
                        "{'type':'response.completed','response':{'id':'r','status':'completed','output':[],'usage':{'input_tokens':1,'output_tokens':2}}}");
            case "gemini" ->
                events(
                        "{'candidates':[{'content':{'role':'model','parts':[{'text':'Look here.'}]}}]}",
                        "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':{'name':'look','args':{'at':7}}}]}}]}",
                        "{'candidates':[{'content':{'role':'model','parts':[]},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':1,'candidatesTokenCount':2}}");
            default -> frames();
        };
    }

    private static byte[] events(String... data) {
        StringBuilder stream = new StringBuilder();
        for (String each : data) {
            String json = each.replace('\'', '"').replace("`", "\\\"");
            String type = json.startsWith("{\"type\"") ? json.substring(9, json.indexOf('"', 9)) : "";
            stream.append(type.isEmpty() ? "" : "event: " + type + "\n")
                    .append("data: ")
                    .append(json)
                    .append("\n\n");
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] frames() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List.of(
                        List.of("messageStart", "{'role':'assistant'}"),
                        List.of("contentBlockDelta", "{'contentBlockIndex':0,'delta':{'text':'Look here.'}}"),
                        List.of("contentBlockStop", "{'contentBlockIndex':0}"),
                        List.of(
                                "contentBlockStart",
                                "{'contentBlockIndex':1,'start':{'toolUse':{'toolUseId':'c','name':'look'}}}"),
                        List.of(
                                "contentBlockDelta",
                                "{'contentBlockIndex':1,'delta':{'toolUse':{'input':'{`at`:7}'}}}"),
                        List.of("contentBlockStop", "{'contentBlockIndex':1}"),
                        List.of("messageStop", "{'stopReason':'tool_use'}"),
                        List.of("metadata", "{'usage':{'inputTokens':1,'outputTokens':2}}"))
                .forEach(event -> {
                    byte[] payload =
                            event.get(1).replace('\'', '"').replace("`", "\\\"").getBytes(StandardCharsets.UTF_8);
                    new Message(
                                    Map.of(
                                            ":message-type", HeaderValue.fromString("event"),
                                            ":event-type", HeaderValue.fromString(event.get(0)),
                                            ":content-type", HeaderValue.fromString("application/json")),
                                    payload)
                            .encode(stream);
                });
        return stream.toByteArray();
    }
}
