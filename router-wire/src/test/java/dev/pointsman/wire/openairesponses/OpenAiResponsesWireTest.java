package dev.pointsman.wire.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenAiResponsesWireTest {
    private static final Model MODEL = Model.builder("m", "own").build();
    private static final ProviderAccount ACCOUNT =
            new ProviderAccount("own", URI.create("http://localhost"), "key", InstantSource.system());
    private static final String OWN = new ReasoningStates(ACCOUNT).of(MODEL).wrapped("");

    private final WireProtocol wire = WireProtocols.load().create("openai-responses", ACCOUNT);

    private JsonNode body(String fields) {
        ChatRequest request = ChatRequest.of(Trees.of("{" + fields + "}"));
        return Trees.reread(wire.chatRequest(MODEL, request, true).body());
    }

    @Test
    void aConversationBecomesItems() {
        JsonNode body =
                body("'messages':[{'role':'system','content':'s'},{'role':'user','content':[{'type':'text','text':'u'},"
                        + "{'type':'image_url','image_url':{'url':'http://i'}}]},"
                        + "{'role':'assistant','content':'a','reasoning_details':[{'type':'reasoning.encrypted','id':'rs_1','data':'"
                        + OWN + "enc'},"
                        + "{'type':'reasoning.encrypted','data':'pointsman.otherotherother1.enc'}],"
                        + "'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'c','content':'r'}]");
        assertThat(body.path("input"))
                .isEqualTo(Trees.of("[{'type':'message','role':'system','content':[{'type':'input_text','text':'s'}]},"
                        + "{'type':'message','role':'user','content':[{'type':'input_text','text':'u'},"
                        + "{'type':'input_image','image_url':'http://i','detail':'auto'}]},"
                        + "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'enc'},"
                        + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'a'}]},"
                        + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'c','output':'r'}]"));
        assertThat(body.path("store").asBoolean(true)).isFalse();
        assertThat(body.path("include").get(0).asText()).isEqualTo("reasoning.encrypted_content");
    }

    @Test
    void fieldsGetTheirNames() {
        JsonNode body = body(
                "'messages':[{'role':'user','content':'u'}],'max_tokens':7,'reasoning_effort':'low','verbosity':'high',"
                        + "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{},'strict':true}},"
                        + "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],"
                        + "'tool_choice':{'type':'function','function':{'name':'f'}},'n':1,'stop':[]");
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(7);
        assertThat(body.path("reasoning")).isEqualTo(Trees.of("{'effort':'low'}"));
        assertThat(body.path("text"))
                .isEqualTo(Trees.of(
                        "{'verbosity':'high','format':{'name':'n','schema':{},'strict':true,'type':'json_schema'}}"));
        assertThat(body.path("tools"))
                .isEqualTo(Trees.of("[{'type':'function','name':'f','parameters':{'type':'object'},'strict':false}]"));
        assertThat(body.path("tool_choice")).isEqualTo(Trees.of("{'type':'function','name':'f'}"));
    }

    @Test
    void whatItCannotSayIsRefusedByName() {
        for (String field :
                List.of("'stop':'x'", "'n':2", "'logprobs':true", "'seed':1", "'thinking':{'type':'enabled'}")) {
            String name = field.substring(1, field.indexOf('\'', 1));
            assertThatThrownBy(() -> body("'messages':[{'role':'user','content':'u'}]," + field))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining(name + ": ");
        }
    }

    @Test
    void aWholeResponseIsRead() {
        ChatResponse answer = wire.chatResponse(
                MODEL,
                Trees.of("{'id':'resp_1','status':'completed','created_at':5,'model':'m',"
                        + "'output':[{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'h'}],'encrypted_content':'enc'},"
                        + "{'type':'message','content':[{'type':'output_text','text':'a'}]},"
                        + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}],"
                        + "'usage':{'input_tokens':9,'input_tokens_details':{'cached_tokens':4},'output_tokens':2}}"));
        assertThat(Trees.reread(answer.json()).at("/choices/0"))
                .isEqualTo(Trees.of("{'index':0,'message':{'role':'assistant','content':'a','reasoning_content':'h',"
                        + "'reasoning_details':[{'type':'reasoning.encrypted','format':'openai-responses-v1','index':0,'id':'rs_1',"
                        + "'data':'" + OWN + "enc'}],'tool_calls':[{'id':'c','type':'function','function':{'name':'f',"
                        + "'arguments':'{}'}}]},'logprobs':null,'finish_reason':'tool_calls'}"));
        assertThat(answer.usage().inputTokens()).isEqualTo(9);
        assertThat(answer.usage().cachedTokens()).isEqualTo(4);
    }

    @Test
    void aFailedResponseIsAnError() {
        assertThatThrownBy(() -> wire.chatResponse(
                        MODEL,
                        Trees.of("{'status':'failed','error':{'code':'server_error','message':'x'},'output':[]}")))
                .isInstanceOf(ReportedErrorException.class);
        assertThatThrownBy(() -> wire.chatResponse(MODEL, Trees.of("{'status':'in_progress','output':[]}")))
                .isInstanceOf(ProviderException.class);
    }

    private static final List<String> STREAM = List.of(
            "{'type':'response.created','response':{'id':'resp_1','model':'m','created_at':5}}",
            "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'rs_1'}}",
            "{'type':'response.reasoning_summary_text.delta','output_index':0,'delta':'hm'}",
            "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'rs_1','encrypted_content':'enc'}}",
            "{'type':'response.output_text.delta','output_index':1,'delta':'Look'}",
            "{'type':'response.output_item.done','output_index':1,'item':{'type':'message','content':[{'type':'output_text','text':'Look'}]}}",
            "{'type':'response.output_item.added','output_index':2,'item':{'type':'function_call','call_id':'c','name':'f','arguments':''}}",
            "{'type':'response.function_call_arguments.delta','output_index':2,'delta':'{}'}",
            "{'type':'response.output_item.done','output_index':2,'item':{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}}",
            "{'type':'response.completed','response':{'id':'resp_1','model':'m','status':'completed','usage':{'input_tokens':9,'output_tokens':2}}}");

    private List<ChatChunk> read(StreamReader reader, List<String> events) {
        List<ChatChunk> chunks = new ArrayList<>();
        for (String event : events) {
            JsonNode data = Trees.of(event);
            chunks.addAll(reader.read(
                    new ServerEvent(data.path("type").asText(), data.toString().getBytes(StandardCharsets.UTF_8))));
        }
        return chunks;
    }

    private StreamReader reader() {
        return wire.streamReader(MODEL, ChatRequest.user("x"));
    }

    @Test
    void aStreamIsReadAndWholeOnlyAtItsEnd() {
        for (int cut = 0; cut < STREAM.size(); cut++) {
            StreamReader reader = reader();
            read(reader, STREAM.subList(0, cut));
            assertThat(reader.isWhole() || reader.isWholeAtEnd() || reader.isOver())
                    .as("after %s events", cut)
                    .isFalse();
        }
        StreamReader reader = reader();
        List<ChatChunk> chunks = read(reader, STREAM);
        assertThat(reader.isWhole() && reader.isOver()).isTrue();
        assertThat(chunks.stream().map(ChatChunk::text).collect(Collectors.joining()))
                .isEqualTo("Look");
        assertThat(chunks.stream()
                        .map(chunk -> Trees.reread(chunk.delta()))
                        .filter(delta -> delta.size() > 0)
                        .toList())
                .containsExactly(
                        Trees.of("{'role':'assistant','content':''}"),
                        Trees.of("{'reasoning_content':'hm'}"),
                        Trees.of("{'reasoning_details':[{'type':'reasoning.encrypted','format':'openai-responses-v1',"
                                + "'index':0,'id':'rs_1','data':'" + OWN + "enc'}]}"),
                        Trees.of("{'content':'Look'}"),
                        Trees.of(
                                "{'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':''},'index':0}]}"),
                        Trees.of("{'tool_calls':[{'index':0,'function':{'arguments':'{}'}}]}"));
        assertThat(chunks.get(chunks.size() - 2).finishReason()).isEqualTo("tool_calls");
        assertThat(chunks.get(chunks.size() - 1).usage().outputTokens()).isEqualTo(2);
    }

    @Test
    void itemsThatWereNotStreamedAreReadFromTheirEnd() {
        List<ChatChunk> chunks = read(
                reader(),
                List.of(
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':'a'}]}}",
                        "{'type':'response.output_item.done','output_index':1,'item':{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}}",
                        "{'type':'response.completed','response':{'id':'r1'}}"));
        assertThat(chunks.get(0).text()).isEqualTo("a");
        assertThat(chunks.stream().map(chunk -> chunk.delta().toString()).collect(Collectors.joining()))
                .contains("\"name\":\"f\"", "\"arguments\":\"{}\"");
    }

    @Test
    void failuresAreErrorsWithTheirCode() {
        for (String event : List.of(
                "{'type':'response.failed','response':{'error':{'code':'rate_limit_exceeded','message':'slow down'}}}",
                "{'type':'error','code':'rate_limit_exceeded','message':'slow down','param':null,'sequence_number':3}",
                "{'type':'error','error':{'code':'rate_limit_exceeded','message':'slow down'}}")) {
            assertThatThrownBy(() -> read(reader(), List.of(event)))
                    .isInstanceOfSatisfying(
                            ReportedErrorException.class,
                            e -> assertThat(wire.error(e.body()).code()).isEqualTo("rate_limit_exceeded"));
        }
    }
}
