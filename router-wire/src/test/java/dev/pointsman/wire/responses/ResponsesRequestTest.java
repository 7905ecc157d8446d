package dev.pointsman.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesRequestTest {

    private static ResponsesRequest request(String fields) {
        return ResponsesRequest.of(Trees.of("{" + fields + "}"));
    }

    private static JsonNode chat(String fields) {
        ResponsesRequest request = request(fields);
        assertThat(request.lost()).isEmpty();
        return Trees.reread(request.chat().json());
    }

    @Test
    void aTextIsOneUserMessageBehindTheInstructions() {
        assertThat(chat("'model':'m','instructions':'Be brief.','input':'Hello'"))
                .isEqualTo(Trees.of("{'model':'m','messages':[{'role':'system','content':'Be brief.'},"
                        + "{'role':'user','content':'Hello'}]}"));
    }

    @Test
    void fieldsGetTheirNeutralNames() {
        JsonNode chat = chat("'input':'x','max_output_tokens':9,'reasoning':{'effort':'low','summary':'auto'},"
                + "'text':{'verbosity':'low','format':{'type':'json_schema','name':'n','strict':true,'schema':{'type':'object'}}},"
                + "'temperature':0.5,'prompt_cache_key':'k','metadata':{'a':'b'},'store':false,'include':['reasoning.encrypted_content'],"
                + "'stream':true,'client_metadata':{'x':'y'},'truncation':'disabled'");
        assertThat(Trees.reread(JsonFields.buildFrom(chat).remove("messages").node()))
                .isEqualTo(Trees.of("{'stream':true,'temperature':0.5,'prompt_cache_key':'k','max_completion_tokens':9,"
                        + "'reasoning':{'effort':'low'},'verbosity':'low','response_format':{'type':'json_schema',"
                        + "'json_schema':{'name':'n','strict':true,'schema':{'type':'object'}}}}"));
    }

    @Test
    void itemsOfOneAnswerBecomeOneMessage() {
        String state = OpaqueReasoning.encode(List.of(Trees.of("{'type':'reasoning.encrypted','data':'d'}")));
        JsonNode messages = chat("'input':[{'role':'user','content':[{'type':'input_text','text':'a'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,AA','detail':'low'}]},"
                        + "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'" + state + "'},"
                        + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Look'}]},"
                        + "{'type':'function_call','call_id':'c1','name':'f','arguments':'{}'},"
                        + "{'type':'function_call','call_id':'c2','name':'g','namespace':'ns','arguments':''},"
                        + "{'type':'function_call_output','call_id':'c1','output':'one'},"
                        + "{'type':'function_call_output','call_id':'c2','output':[{'type':'input_text','text':'two'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,BB'}]},"
                        + "{'role':'developer','content':'now'}]")
                .path("messages");
        assertThat(messages)
                .isEqualTo(Trees.of("[{'role':'user','content':[{'type':'text','text':'a'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA','detail':'low'}}]},"
                        + "{'role':'assistant','content':'Look','reasoning_details':[{'type':'reasoning.encrypted','data':'d'}],"
                        + "'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}},"
                        + "{'id':'c2','type':'function','function':{'name':'ns__g','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'c1','content':'one'},"
                        + "{'role':'tool','tool_call_id':'c2','content':'two'},"
                        + "{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,BB'}}]},"
                        + "{'role':'system','content':'now'}]"));
    }

    @Test
    void reasoningBelongsToTheAnswerBehindIt() {
        String state = OpaqueReasoning.encode(List.of(Trees.of("{'data':'d'}")));
        JsonNode messages = chat("'input':[{'role':'assistant','content':'A'},{'type':'reasoning','encrypted_content':'"
                        + state + "'},{'role':'assistant','content':'B'},{'type':'reasoning','encrypted_content':'"
                        + state
                        + "'},{'role':'user','content':'C'},{'role':'assistant','content':'D'}]")
                .path("messages");
        assertThat(messages.findValuesAsText("content")).containsExactly("A", "B", "C", "D");
        assertThat(messages.get(1).has("reasoning_details")).isTrue();
        assertThat(messages.get(0).has("reasoning_details")).isFalse();
        assertThat(messages.get(3).has("reasoning_details")).isFalse();
    }

    @Test
    void stateOfAProviderOfTheSameProtocolIsKeptAndThatOfOthersIsNot() {
        String own = new ReasoningState(new ReasoningOrigin("p")).wrapped("secret");
        JsonNode messages = chat("'input':[{'type':'reasoning','id':'rs_9','encrypted_content':'" + own + "'},"
                        + "{'type':'reasoning','encrypted_content':'gAAA'},{'role':'assistant','content':'x'}]")
                .path("messages");
        assertThat(messages.get(0).path("reasoning_details"))
                .isEqualTo(Trees.of("[{'type':'reasoning.encrypted','format':'openai-responses-v1','index':0,"
                        + "'id':'rs_9','data':'" + own + "'}]"));
    }

    @Test
    void codexToolsBecomeFunctions() {
        JsonNode chat = chat(
                "'input':[{'type':'additional_tools','role':'developer','tools':[{'type':'function','name':'late'}]},"
                        + "{'role':'user','content':'x'},{'type':'configuration_update'}],"
                        + "'tools':[{'type':'function','name':'f','description':'d','parameters':{'type':'object'},'strict':false},"
                        + "{'type':'namespace','name':'ns','tools':[{'type':'function','name':'g'}]},"
                        + "{'type':'custom','name':'apply_patch','description':'Edits.','format':{'type':'grammar','syntax':'lark','definition':'start: X'}},"
                        + "{'type':'web_search'},{'type':'tool_search'}],'tool_choice':'auto','parallel_tool_calls':true");
        assertThat(chat.path("tools").findValuesAsText("name")).containsExactly("f", "ns__g", "apply_patch", "late");
        assertThat(chat.at("/tools/0/function/parameters/type").asText()).isEqualTo("object");
        assertThat(chat.at("/tools/2/function/parameters/required/0").asText()).isEqualTo("input");
        assertThat(chat.at("/tools/2/function/description").asText()).contains("Edits.", "lark", "start: X");
        assertThat(chat.path("tool_choice").asText()).isEqualTo("auto");
        assertThat(chat.path("messages")).hasSize(1);
    }

    @Test
    void aCustomCallIsAFunctionWithOneText() {
        JsonNode calls = chat("'input':[{'type':'custom_tool_call','call_id':'c','name':'apply_patch','input':'a b'},"
                        + "{'type':'custom_tool_call_output','call_id':'c','output':'done'}]")
                .at("/messages/0/tool_calls/0/function");
        assertThat(calls)
                .isEqualTo(Trees.of("{\"name\":\"apply_patch\",\"arguments\":\"{\\\"input\\\":\\\"a b\\\"}\"}"));
    }

    @Test
    void onlyAllowedToolsAreOffered() {
        JsonNode chat = chat("'input':'x','tools':[{'type':'function','name':'f'},{'type':'function','name':'g'}],"
                + "'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'g'}]}");
        assertThat(chat.path("tools").findValuesAsText("name")).containsExactly("g");
        assertThat(chat.path("tool_choice").asText()).isEqualTo("required");
        assertThat(
                        chat("'input':'x','tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','name':'f'}")
                                .path("tool_choice"))
                .isEqualTo(Trees.of("{'type':'function','function':{'name':'f'}}"));
    }

    @Test
    void withoutAnyFunctionThereIsNoChoice() {
        JsonNode chat =
                chat("'input':'x','tools':[{'type':'web_search'}],'tool_choice':'auto','parallel_tool_calls':true");
        assertThat(chat.has("tools") || chat.has("tool_choice") || chat.has("parallel_tool_calls"))
                .isFalse();
    }

    @Test
    void whatTheNeutralFormCannotSayIsListed() {
        assertThat(lost("'input':'x','tools':[{'type':'file_search'}]")).isEqualTo("tools[0].type (file_search)");
        assertThat(lost("'input':'x','tool_choice':{'type':'web_search'}")).isEqualTo("tool_choice.type (web_search)");
        assertThat(lost("'input':'x','tools':[{'type':'web_search'}],'tool_choice':'required'"))
                .isEqualTo("tool_choice (required)");
        assertThat(lost("'input':'x','truncation':'auto'")).isEqualTo("truncation (auto)");
        assertThat(lost("'input':'x','prompt':{'id':'p'}")).startsWith("prompt (");
        assertThat(lost("'input':'x','include':['message.output_text.logprobs']"))
                .startsWith("include (message");
        assertThat(lost("'input':[{'type':'computer_call'}]")).isEqualTo("input[0].type (computer_call)");
        assertThat(lost("'input':[{'role':'user','content':[{'type':'input_file','file_id':'f'}]}]"))
                .isEqualTo("input[0].content[0].file_data (none)");
        assertThat(lost("'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}]"))
                .isEqualTo("input[0].content[0].image_url (none)");
    }

    private static String lost(String fields) {
        return String.join("|", request(fields).lost());
    }

    @Test
    void wrongAndUnknownFieldsAreRefusedByName() {
        refused("'input':'x','background':true", "background: true (expected: false");
        refused("'input':'x','n':2", "n: 2 (expected: absent");
        refused("'model':'m'", "input: null (expected: a text or at least one item)");
        refused("'input':[]", "input: [] (expected: ");
        refused("'input':['x']", "input[0]: \"x\" (expected: an object)");
        refused("'input':'x','stream':'yes'", "stream: \"yes\" (expected: true or false)");
        refused("'input':'x','max_output_tokens':0", "max_output_tokens: 0");
        assertThatThrownBy(() -> ResponsesRequest.of(null)).hasMessageStartingWith("request: ");
    }

    private static void refused(String fields, String message) {
        assertThatThrownBy(() -> request(fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aContinuedRequestHasTheWholeConversation() {
        ResponsesRequest request = request(
                "'previous_response_id':'resp_1','instructions':'i','input':[{'type':'item_reference','id':'msg_1_0'},{'role':'user','content':'c'}]");
        ResponsesRequest whole = request.resolved(
                List.of(Trees.of("{'role':'user','content':'a'}")),
                id -> id.equals("msg_1_0") ? Trees.of("{'role':'assistant','content':'b'}") : null);
        assertThat(whole.previousResponseId()).isEqualTo("resp_1");
        assertThat(JsonFields.field(whole.json(), "previous_response_id")).isNull();
        assertThat(whole.items()).hasSize(3);
        assertThat(Trees.reread(whole.chat().json()).path("messages").findValuesAsText("content"))
                .containsExactly("i", "a", "b", "c");
        assertThatThrownBy(() -> request.resolved(List.of(), id -> null))
                .hasMessage("input[0].id: msg_1_0 (expected: an item of a stored response)");
        ResponsesRequest plain = request("'input':'x'");
        assertThat(plain.resolved(List.of(), id -> null)).isSameAs(plain);
    }

    @Test
    void longNamesInNamespacesFit() {
        ToolName name = new ToolName("n".repeat(50), "x".repeat(50), false);
        assertThat(name.joined()).hasSize(64).isEqualTo(name.joined());
        assertThat(new ToolName("n".repeat(50), "x".repeat(51), false).joined()).isNotEqualTo(name.joined());
    }
}
