package dev.pointsman.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesWriterTest {
    private final List<JsonNode> events = new ArrayList<>();
    private ResponsesWriter writer = writer("'input':'x'");

    private static ResponsesWriter writer(String fields) {
        return new ResponsesWriter(ResponsesRequest.of(Trees.of("{" + fields + "}")), "resp_7", 1_700_000_000);
    }

    private void delta(String delta) {
        chunk("{'model':'m','choices':[{'index':0,'delta':" + delta + ",'finish_reason':null}]}");
    }

    private void finish(String reason) {
        chunk("{'choices':[{'index':0,'delta':{},'finish_reason':'" + reason + "'}]}");
        chunk(
                "{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':4,'total_tokens':14,"
                        + "'prompt_tokens_details':{'cached_tokens':3},'completion_tokens_details':{'reasoning_tokens':2},'cost':0.5}}");
        writer.end().forEach(this::add);
    }

    private void chunk(String json) {
        writer.add(new ChatChunk(Trees.of(json))).forEach(this::add);
    }

    private void add(JsonNode event) {
        events.add(Trees.reread(event));
    }

    private List<String> types() {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private JsonNode last() {
        return events.get(events.size() - 1);
    }

    @Test
    void aTextIsAMessageWithOnePart() {
        delta("{'role':'assistant','content':''}");
        delta("{'content':'Hel'}");
        delta("{'content':'lo'}");
        finish("stop");
        assertThat(types())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        assertThat(events.get(4))
                .isEqualTo(Trees.of("{'type':'response.output_text.delta','sequence_number':4,'item_id':'msg_7_0',"
                        + "'output_index':0,'content_index':0,'delta':'Hel','logprobs':[]}"));
        JsonNode response = last().path("response");
        assertThat(response.path("output"))
                .isEqualTo(Trees.of("[{'id':'msg_7_0','type':'message','status':'completed','role':'assistant',"
                        + "'content':[{'type':'output_text','annotations':[],'logprobs':[],'text':'Hello'}]}]"));
        assertThat(response.path("usage"))
                .isEqualTo(Trees.of(
                        "{'input_tokens':10,'input_tokens_details':{'cached_tokens':3,'cache_write_tokens':0},'output_tokens':4,"
                                + "'output_tokens_details':{'reasoning_tokens':2},'total_tokens':14,'cost':0.5}"));
        assertThat(response.path("status").asText()).isEqualTo("completed");
        assertThat(response.path("model").asText()).isEqualTo("m");
    }

    @Test
    void reasoningComesFirstAndKeepsItsState() {
        delta("{'reasoning_content':'hm'}");
        delta("{'reasoning_details':[{'type':'reasoning.text','text':'hm','signature':'pointsman.x.s'}]}");
        delta("{'content':'a'}");
        finish("stop");
        JsonNode item = last().at("/response/output/0");
        assertThat(item.path("summary")).isEqualTo(Trees.of("[{'type':'summary_text','text':'hm'}]"));
        assertThat(OpaqueReasoning.details(item))
                .containsExactly(Trees.of("{'type':'reasoning.text','text':'hm','signature':'pointsman.x.s'}"));
        assertThat(types())
                .containsSubsequence(
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done",
                        "response.output_item.added");
    }

    @Test
    void callsKeepTheirPiecesApart() {
        writer = writer(
                "'input':'x','tools':[{'type':'namespace','name':'ns','tools':[{'type':'function','name':'g'}]}]");
        delta("{'tool_calls':[{'index':0,'id':'c0','function':{'name':'f','arguments':''}}]}");
        delta("{'tool_calls':[{'index':1,'id':'c1','function':{'name':'ns__g','arguments':'{'}}]}");
        delta("{'tool_calls':[{'index':0,'function':{'arguments':'{}'}}]}");
        delta("{'tool_calls':[{'index':1,'function':{'arguments':'}'}}]}");
        finish("tool_calls");
        assertThat(last().at("/response/output"))
                .isEqualTo(Trees.of(
                        "[{'id':'fc_7_0','type':'function_call','status':'completed','call_id':'c0','name':'f',"
                                + "'arguments':'{}'},{'id':'fc_7_1','type':'function_call','status':'completed','call_id':'c1',"
                                + "'namespace':'ns','name':'g','arguments':'{}'}]"));
        assertThat(types().stream().filter("response.output_item.done"::equals)).hasSize(2);
    }

    @Test
    void theInputOfACustomToolIsReadFromItsArguments() {
        writer = writer("'input':'x','tools':[{'type':'custom','name':'apply_patch'}]");
        chunk("{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                + "{\"name\":\"apply_patch\",\"arguments\":\"{\\\"input\\\":\\\"a\\\\nb\\\"}\"}}]}}]}");
        finish("tool_calls");
        assertThat(last().at("/response/output/0"))
                .isEqualTo(Trees.of(
                        "{\"id\":\"ctc_7_0\",\"type\":\"custom_tool_call\",\"status\":\"completed\",\"call_id\":\"c\","
                                + "\"name\":\"apply_patch\",\"input\":\"a\\nb\"}"));
        assertThat(types())
                .contains("response.custom_tool_call_input.delta", "response.custom_tool_call_input.done")
                .doesNotContain("response.function_call_arguments.delta");
    }

    @Test
    void aLimitMakesTheResponseIncomplete() {
        delta("{'content':'a'}");
        finish("length");
        assertThat(last().path("type").asText()).isEqualTo("response.incomplete");
        assertThat(last().at("/response/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(last().at("/response/output/0/status").asText()).isEqualTo("incomplete");
    }

    @Test
    void aCallThatALimitHasCutNeverEnds() {
        delta("{'tool_calls':[{'index':0,'id':'c0','function':{'name':'f','arguments':'{\"a'}}]}");
        finish("length");
        assertThat(types()).doesNotContain("response.output_item.done");
        assertThat(last().at("/response/output/0/status").asText()).isEqualTo("incomplete");
    }

    @Test
    void aRefusalIsAPartOfItsOwn() {
        delta("{'refusal':'No.'}");
        finish("stop");
        assertThat(last().at("/response/output/0/content")).isEqualTo(Trees.of("[{'type':'refusal','refusal':'No.'}]"));
        assertThat(types()).contains("response.refusal.delta", "response.refusal.done");
    }

    @Test
    void aFailureHasNoEndMark() {
        delta("{'content':'a'}");
        writer.failed("server_error", "broken").forEach(this::add);
        assertThat(types()).doesNotContain("response.completed", "response.incomplete", "response.output_item.done");
        assertThat(types().subList(events.size() - 2, events.size())).containsExactly("response.failed", "error");
        assertThat(events.get(events.size() - 2).at("/response/error"))
                .isEqualTo(Trees.of("{'code':'server_error','message':'broken'}"));
        assertThat(last().path("message").asText()).isEqualTo("broken");
        assertThat(last().at("/error/message").asText()).isEqualTo("broken");
        assertThat(events.get(events.size() - 2).at("/response/output/0/status").asText())
                .isEqualTo("incomplete");
    }

    @Test
    void aWholeAnswerIsTheSameResponse() {
        writer = writer("'input':'x','instructions':'i','tools':[{'type':'function','name':'f'},{'type':'web_search'}],"
                + "'metadata':{'a':'b'},'store':false");
        JsonNode response = Trees.reread(writer.whole(new ChatResponse(Trees.of("{'model':'m','choices':[{'index':0,"
                + "'message':{'role':'assistant','content':'t','reasoning_content':'r','tool_calls':[{'id':'c','type':'function',"
                + "'function':{'name':'f','arguments':'{}'}}],'annotations':[{'type':'url_citation','url_citation':{'url':'u'}}]},"
                + "'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':1,'completion_tokens':2}}"))));
        assertThat(response.path("output").findValuesAsText("id")).containsExactly("rs_7_0", "msg_7_1", "fc_7_2");
        assertThat(response.at("/output/1/content/0/annotations"))
                .isEqualTo(Trees.of("[{'url':'u','type':'url_citation'}]"));
        assertThat(response.path("tools")).as("those that were offered").hasSize(1);
        assertThat(response.path("store").asBoolean()).isFalse();
        assertThat(response.path("instructions").asText()).isEqualTo("i");
        assertThat(response.path("metadata")).isEqualTo(Trees.of("{'a':'b'}"));
        assertThat(response.path("object").asText()).isEqualTo("response");
    }

    @Test
    void thereIsNoResponseBeforeItsEnd() {
        assertThatThrownBy(writer::response).isInstanceOf(IllegalStateException.class);
    }
}
