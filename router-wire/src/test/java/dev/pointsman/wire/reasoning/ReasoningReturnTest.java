package dev.pointsman.wire.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.messages.MessagesProtocol;
import dev.pointsman.wire.responses.ResponsesProtocol;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opaque state of each provider protocol through each client protocol: back to the letter at its origin, and at every
 * provider of its organization; nothing of it at any other.
 */
class ReasoningReturnTest {
    private static final String TOOLS_DONE = "done";

    /** An answer with state and a tool call, and the texts of the state. */
    private record Sample(String wire, String model, String answer, List<String> states) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "anthropic",
                    "claude-opus-5-5",
                    "{'id':'msg_1','type':'message','role':'assistant','model':'claude-opus-5-5','content':["
                            + "{'type':'thinking','thinking':'hm','signature':'c2lnLTE+/w=='},"
                            + "{'type':'redacted_thinking','data':'cmVkYWN0ZWQ='},"
                            + "{'type':'tool_use','id':'toolu_1','name':'look','input':{}}],'stop_reason':'tool_use',"
                            + "'usage':{'input_tokens':1,'output_tokens':1}}",
                    List.of("c2lnLTE+/w==", "cmVkYWN0ZWQ=")),
            new Sample(
                    "openai-responses",
                    "gpt-5.5",
                    "{'id':'resp_1','object':'response','status':'completed','created_at':1,'model':'gpt-5.5','output':["
                            + "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'hm'}],'encrypted_content':'gAAAAenc-_=='},"
                            + "{'type':'function_call','id':'fc_1','call_id':'call_1','name':'look','arguments':'{}'}]}",
                    List.of("gAAAAenc-_==")),
            new Sample(
                    "gemini",
                    "gemini-3-pro",
                    "{'responseId':'r','modelVersion':'gemini-3-pro','candidates':[{'finishReason':'STOP','content':{'role':'model','parts':["
                            + "{'text':'hm','thought':true},{'text':'So','thoughtSignature':'dGV4dA=='},"
                            + "{'functionCall':{'id':'c1','name':'look','args':{}},'thoughtSignature':'Y2FsbC+/'}]}}]}",
                    List.of("dGV4dA==", "Y2FsbC+/")),
            new Sample(
                    "bedrock",
                    "eu.anthropic.claude-opus-5-5",
                    "{'output':{'message':{'role':'assistant','content':["
                            + "{'reasoningContent':{'reasoningText':{'text':'hm','signature':'YmVkcm9jaw=='}}},"
                            + "{'toolUse':{'toolUseId':'t1','name':'look','input':{}}}]}},'stopReason':'tool_use',"
                            + "'usage':{'inputTokens':1,'outputTokens':1}}",
                    List.of("YmVkcm9jaw==")),
            new Sample(
                    "openai",
                    "vendor/reasoner",
                    "{'id':'c','model':'vendor/reasoner','choices':[{'index':0,'finish_reason':'tool_calls','message':{'role':'assistant','content':null,"
                            + "'reasoning_details':[{'type':'reasoning.text','text':'hm','signature':'b3BlbnJvdXRlcg==','format':'unknown','index':0},"
                            + "{'type':'reasoning.encrypted','data':'ZW5jcnlwdGVk','id':'r_1','format':'unknown','index':1}],"
                            + "'tool_calls':[{'id':'c1','type':'function','function':{'name':'look','arguments':'{}'}}]}}]}",
                    List.of("b3BlbnJvdXRlcg==", "ZW5jcnlwdGVk")));

    /** One turn of a session in a client's protocol: the request that follows an answer. */
    private interface Client {
        ChatRequest first();

        ChatRequest next(ChatResponse answer);
    }

    private static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Sample sample : SAMPLES) {
            for (String client : List.of("completions", "messages", "responses")) {
                pairs.add(Arguments.of(client, sample));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void stateReturnsToItsOriginAlone(String clientName, Sample sample) {
        Client client = client(clientName);
        ChatRequest next = client.next(answer(sample, client.first(), account("one", "")));
        String back = sent(sample.wire(), sample.model(), account("one", ""), next);
        assertThat(back).contains(sample.states()).doesNotContain("pointsman");
        for (Sample other : SAMPLES) {
            String elsewhere = sent(other.wire(), other.model(), account("two", ""), next);
            assertThat(elsewhere).as(other.wire()).doesNotContain(sample.states());
            assertThat(elsewhere).doesNotContain("pointsman").contains(TOOLS_DONE);
            String shared = sent(other.wire(), other.model(), account("two", "acme"), next);
            assertThat(shared).as(other.wire()).doesNotContain(sample.states());
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void stateReturnsToAnyProviderOfTheOrganization(String clientName, Sample sample) {
        Client client = client(clientName);
        ChatRequest next = client.next(answer(sample, client.first(), account("one", "acme")));
        assertThat(sent(sample.wire(), sample.model(), account("two", "acme"), next))
                .contains(sample.states())
                .doesNotContain("pointsman");
        assertThat(sent(sample.wire(), "another-family", account("two", "acme"), next))
                .doesNotContain(sample.states());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void aRequestWithoutReasoningHasNone(String clientName, Sample sample) {
        Client client = client(clientName);
        ChatRequest next = client.next(answer(sample, client.first(), account("one", "")));
        assertThat(sent(sample.wire(), sample.model(), account("one", ""), next.withoutReasoning()))
                .doesNotContain(sample.states())
                .doesNotContain("pointsman");
    }

    private static ProviderAccount account(String name, String organization) {
        URI url = URI.create("https://bedrock-runtime.eu-west-1.amazonaws.com/" + name); // names a region, for bedrock
        return new ProviderAccount(name, url, "AK:secret", organization, InstantSource.system());
    }

    private static Model model(String name) {
        return Model.builder("m", "p").name(name).maxOutput(1000).build();
    }

    private static ChatResponse answer(Sample sample, ChatRequest request, ProviderAccount account) {
        WireProtocol wire = WireProtocols.load().create(sample.wire(), account);
        JsonNode body = Trees.of(sample.answer());
        ChatResponse answer = wire.chatResponse(model(sample.model()), body);
        return request.source(sample.wire()) == null
                ? answer
                : answer.withSource(sample.wire(), body, JsonReader.bytes(body));
    }

    private static String sent(String wire, String model, ProviderAccount account, ChatRequest request) {
        WireRequest rendered = WireProtocols.load().create(wire, account).chatRequest(model(model), request, false);
        return new String(rendered.bytes(), StandardCharsets.UTF_8);
    }

    private static Client client(String name) {
        return switch (name) {
            case "messages" -> new MessagesClient();
            case "responses" -> new ResponsesClient();
            default -> new CompletionsClient();
        };
    }

    private static JsonNode with(JsonNode request, String list, JsonNode... items) {
        List<JsonNode> all = JsonFields.items(request, list);
        all.addAll(Arrays.asList(items));
        return JsonFields.buildFrom(request).put(list, all).node();
    }

    private static final class CompletionsClient implements Client {
        private static final JsonNode FIRST = Trees.of("{'messages':[{'role':'user','content':'Look'}],"
                + "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}]}");

        @Override
        public ChatRequest first() {
            return ChatRequest.of(FIRST);
        }

        @Override
        public ChatRequest next(ChatResponse answer) {
            JsonNode message = answer.json().at("/choices/0/message");
            JsonNode result = JsonFields.build()
                    .put("role", "tool")
                    .put("tool_call_id", message.at("/tool_calls/0/id").asText())
                    .put("content", TOOLS_DONE)
                    .node();
            return ChatRequest.of(with(FIRST, "messages", message, result));
        }
    }

    private static final class MessagesClient implements Client {
        private static final JsonNode FIRST = Trees.of(
                "{'model':'x','max_tokens':2000,'thinking':{'type':'adaptive'},'messages':[{'role':'user','content':'Look'}],"
                        + "'tools':[{'name':'look','input_schema':{'type':'object'}}]}");
        private final MessagesProtocol protocol = new MessagesProtocol();

        private ChatRequest request(JsonNode json) {
            return protocol.request(json, JsonReader.bytes(json), Map.of());
        }

        @Override
        public ChatRequest first() {
            return request(FIRST);
        }

        @Override
        public ChatRequest next(ChatResponse answer) {
            JsonNode message = JsonReader.object(protocol.response(answer), "the answer");
            JsonNode call = JsonFields.items(message, "content").stream()
                    .filter(block -> block.path("type").asText().equals("tool_use"))
                    .findFirst()
                    .orElseThrow();
            JsonNode turn = JsonFields.build()
                    .put("role", "assistant")
                    .put("content", JsonFields.items(message, "content"))
                    .node();
            JsonNode result = Trees.of("{'role':'user','content':[{'type':'tool_result','tool_use_id':'"
                    + call.path("id").asText() + "','content':'" + TOOLS_DONE + "'}]}");
            return request(with(FIRST, "messages", turn, result));
        }
    }

    private static final class ResponsesClient implements Client {
        private static final JsonNode FIRST =
                Trees.of("{'model':'x','store':false,'input':[{'role':'user','content':'Look'}],"
                        + "'tools':[{'type':'function','name':'look','parameters':{'type':'object'}}]}");

        private static ResponsesProtocol protocol(JsonNode json) {
            return new ResponsesProtocol(ResponsesRequest.of(json), "resp_x", 1, true, ended -> {});
        }

        private static ChatRequest request(JsonNode json) {
            return protocol(json).request(json, JsonReader.bytes(json), Map.of());
        }

        @Override
        public ChatRequest first() {
            return request(FIRST);
        }

        @Override
        public ChatRequest next(ChatResponse answer) {
            JsonNode response = JsonReader.object(protocol(FIRST).response(answer), "the answer");
            List<JsonNode> output = JsonFields.items(response, "output");
            JsonNode call = output.get(output.size() - 1);
            List<JsonNode> items = new ArrayList<>(output);
            items.add(Trees.of("{'type':'function_call_output','call_id':'"
                    + call.path("call_id").asText() + "','output':'" + TOOLS_DONE + "'}"));
            return request(with(FIRST, "input", items.toArray(new JsonNode[0])));
        }
    }
}
