package dev.pointsman.wire.fields;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.messages.MessagesProtocol;
import dev.pointsman.wire.responses.ResponsesProtocol;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.util.List;
import java.util.Map;

/** Client protocols, each with a least request and a sample of every field. */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of
enum ClientSamples {
    /** OpenAI's chat completions. */
    COMPLETIONS(
            "/v1/chat/completions",
            "openai",
            "{'model':'x','max_tokens':100,'messages':[{'role':'user','content':'Hi'}]}",
            List.of(
                    FieldSample.of("max_tokens", "77"),
                    FieldSample.of("max_completion_tokens", "77"),
                    FieldSample.of("temperature", "0.5"),
                    FieldSample.of("top_p", "0.5"),
                    FieldSample.of("top_k", "7"),
                    FieldSample.of("n", "2"),
                    FieldSample.of("stop", "['END']"),
                    FieldSample.of("seed", "7"),
                    FieldSample.of("frequency_penalty", "0.5"),
                    FieldSample.of("presence_penalty", "0.5"),
                    FieldSample.of("logit_bias", "{'1':2}"),
                    FieldSample.of("logprobs", "true"),
                    FieldSample.of("top_logprobs", "3"),
                    new FieldSample("response_format: json_object", "'response_format':{'type':'json_object'}", ""),
                    new FieldSample(
                            "response_format: json_schema",
                            "'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,'schema':{'type':'object'}}}",
                            ""),
                    new FieldSample("tools", Parts.TOOLS, ""),
                    new FieldSample("tool_choice: required", Parts.TOOLS + ",'tool_choice':'required'", Parts.TOOLS),
                    new FieldSample(
                            "tool_choice: a function",
                            Parts.TOOLS + ",'tool_choice':{'type':'function','function':{'name':'look'}}",
                            Parts.TOOLS),
                    new FieldSample(
                            "parallel_tool_calls: false", Parts.TOOLS + ",'parallel_tool_calls':false", Parts.TOOLS),
                    FieldSample.of("reasoning_effort", "'low'"),
                    FieldSample.of("reasoning", "{'max_tokens':2048}"),
                    FieldSample.of("thinking", "{'type':'enabled','budget_tokens':2048}"),
                    FieldSample.of("verbosity", "'low'"),
                    FieldSample.of("modalities", "['text','audio']"),
                    FieldSample.of("audio", "{'voice':'v','format':'wav'}"),
                    FieldSample.of("prediction", "{'type':'content','content':'x'}"),
                    FieldSample.of("web_search_options", "{'search_context_size':'low'}"),
                    FieldSample.of("functions", "[{'name':'look'}]"),
                    FieldSample.of("metadata", "{'a':'b'}"),
                    FieldSample.of("store", "true"),
                    FieldSample.of("user", "'someone'"),
                    FieldSample.of("safety_identifier", "'someone'"),
                    FieldSample.of("prompt_cache_key", "'k'"),
                    FieldSample.of("service_tier", "'flex'"),
                    FieldSample.of("x_unknown", "1"),
                    Parts.message("content part: text", "{'role':'user','content':[{'type':'text','text':'Look'}]}"),
                    Parts.message(
                            "content part: image_url, data",
                            "{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AAEC'}}]}"),
                    Parts.message(
                            "content part: image_url, http",
                            "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.com/a.png'}}]}"),
                    Parts.message(
                            "content part: file",
                            "{'role':'user','content':[{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AAEC'}}]}"),
                    Parts.message(
                            "content part: input_audio",
                            "{'role':'user','content':[{'type':'input_audio','input_audio':{'format':'wav','data':'AAEC'}}]}"),
                    Parts.message(
                            "message: system, developer",
                            "{'role':'developer','content':'Be brief.'},{'role':'user','content':'Hi'}"),
                    Parts.message(
                            "message: refusal",
                            "{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]},{'role':'user','content':'Hi'}"),
                    Parts.message("tool_calls and their results", Parts.CALL + "," + Parts.RESULT))),
    /** Anthropic's Messages. */
    MESSAGES(
            "/v1/messages",
            "anthropic",
            "{'model':'x','max_tokens':4000,'messages':[{'role':'user','content':'Hi'}]}",
            List.of(
                    FieldSample.of("max_tokens", "77"),
                    FieldSample.of("system", "'Be brief.'"),
                    FieldSample.of("stop_sequences", "['END']"),
                    FieldSample.of("temperature", "0.5"),
                    FieldSample.of("top_p", "0.5"),
                    FieldSample.of("top_k", "7"),
                    new FieldSample("tools", Parts.OWN_TOOLS, ""),
                    new FieldSample(
                            "tool_choice: any", Parts.OWN_TOOLS + ",'tool_choice':{'type':'any'}", Parts.OWN_TOOLS),
                    new FieldSample(
                            "tool_choice: tool",
                            Parts.OWN_TOOLS
                                    + ",'tool_choice':{'type':'tool','name':'look','disable_parallel_tool_use':true}",
                            Parts.OWN_TOOLS),
                    new FieldSample(
                            "tools that Anthropic runs",
                            "'tools':[{'type':'web_search_20250305','name':'web_search'}]",
                            ""),
                    new FieldSample("thinking: enabled", "'thinking':{'type':'enabled','budget_tokens':2048}", ""),
                    new FieldSample("thinking: adaptive", "'thinking':{'type':'adaptive'}", ""),
                    new FieldSample("output_config: effort", "'output_config':{'effort':'low'}", ""),
                    new FieldSample(
                            "output_config: format",
                            "'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}}",
                            ""),
                    FieldSample.of("output_format", "{'type':'json_schema','schema':{'type':'object'}}"),
                    FieldSample.of("metadata", "{'user_id':'someone'}"),
                    FieldSample.of("service_tier", "'auto'"),
                    FieldSample.of("context_management", "{'edits':[]}"),
                    FieldSample.of("cache_control", "{'type':'ephemeral'}"),
                    FieldSample.of("speed", "'fast'"),
                    FieldSample.of("betas", "['b']"),
                    FieldSample.of("x_unknown", "1"),
                    Parts.message(
                            "block: text with cache_control",
                            "{'role':'user','content':[{'type':'text','text':'Look','cache_control':{'type':'ephemeral'}}]}"),
                    Parts.message(
                            "block: image, base64",
                            "{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAEC'}}]}"),
                    Parts.message(
                            "block: image, url",
                            "{'role':'user','content':[{'type':'image','source':{'type':'url','url':'https://example.com/a.png'}}]}"),
                    Parts.message(
                            "block: image, file id",
                            "{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}"),
                    Parts.message(
                            "block: document",
                            "{'role':'user','content':[{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'AAEC'}}]}"),
                    Parts.message(
                            "blocks: tool_use, tool_result",
                            "{'role':'user','content':'Hi'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'look','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'sky'}]}"),
                    Parts.message(
                            "message: system",
                            "{'role':'user','content':'Hi'},{'role':'system','content':'Be brief.'}"))),
    /** OpenAI's Responses. */
    RESPONSES(
            "/v1/responses",
            "openai-responses",
            "{'model':'x','max_output_tokens':100,'input':[{'role':'user','content':'Hi'}]}",
            List.of(
                    FieldSample.of("max_output_tokens", "77"),
                    FieldSample.of("instructions", "'Be brief.'"),
                    FieldSample.of("temperature", "0.5"),
                    FieldSample.of("top_p", "0.5"),
                    new FieldSample("reasoning: effort", "'reasoning':{'effort':'low'}", ""),
                    new FieldSample("reasoning: summary", "'reasoning':{'summary':'auto'}", ""),
                    new FieldSample("text: verbosity", "'text':{'verbosity':'low'}", ""),
                    new FieldSample(
                            "text: format",
                            "'text':{'format':{'type':'json_schema','name':'n','strict':true,'schema':{'type':'object'}}}",
                            ""),
                    new FieldSample("tools: function", Parts.ITEM_TOOLS, ""),
                    new FieldSample(
                            "tools: namespace",
                            "'tools':[{'type':'namespace','name':'ns','tools':[{'type':'function','name':'look','parameters':{'type':'object'}}]}]",
                            ""),
                    new FieldSample(
                            "tools: custom", "'tools':[{'type':'custom','name':'patch','description':'d'}]", ""),
                    new FieldSample("tools: web_search", "'tools':[{'type':'web_search'}]", ""),
                    new FieldSample(
                            "tools: file_search", "'tools':[{'type':'file_search','vector_store_ids':['v']}]", ""),
                    new FieldSample(
                            "tool_choice: required", Parts.ITEM_TOOLS + ",'tool_choice':'required'", Parts.ITEM_TOOLS),
                    new FieldSample(
                            "tool_choice: a function",
                            Parts.ITEM_TOOLS + ",'tool_choice':{'type':'function','name':'look'}",
                            Parts.ITEM_TOOLS),
                    new FieldSample(
                            "parallel_tool_calls: false",
                            Parts.ITEM_TOOLS + ",'parallel_tool_calls':false",
                            Parts.ITEM_TOOLS),
                    FieldSample.of("user", "'someone'"),
                    FieldSample.of("safety_identifier", "'someone'"),
                    FieldSample.of("prompt_cache_key", "'k'"),
                    FieldSample.of("prompt_cache_retention", "'24h'"),
                    FieldSample.of("service_tier", "'flex'"),
                    FieldSample.of("store", "false"),
                    FieldSample.of("metadata", "{'a':'b'}"),
                    FieldSample.of("include", "['reasoning.encrypted_content']"),
                    FieldSample.of("max_tool_calls", "3"),
                    FieldSample.of("stream_options", "{'include_obfuscation':false}"),
                    FieldSample.of("client_metadata", "{'a':'b'}"),
                    FieldSample.of("truncation", "'auto'"),
                    FieldSample.of("top_logprobs", "3"),
                    FieldSample.of("prompt", "{'id':'p'}"),
                    FieldSample.of("conversation", "'c'"),
                    FieldSample.of("context_management", "[]"),
                    FieldSample.of("moderation", "{}"),
                    FieldSample.of("background", "true"),
                    FieldSample.of("x_unknown", "1"),
                    Parts.input(
                            "item: message, developer",
                            "{'role':'developer','content':'Be brief.'},{'role':'user','content':'Hi'}"),
                    Parts.input(
                            "item: input_image",
                            "{'role':'user','content':[{'type':'input_image','image_url':'data:image/png;base64,AAEC'}]}"),
                    Parts.input(
                            "item: input_file",
                            "{'role':'user','content':[{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AAEC'}]}"),
                    Parts.input(
                            "items: function_call and output",
                            "{'role':'user','content':'Hi'},{'type':'function_call','call_id':'c','name':'look','arguments':'{}'},{'type':'function_call_output','call_id':'c','output':'sky'}"),
                    Parts.input(
                            "items: custom_tool_call and output",
                            "{'role':'user','content':'Hi'},{'type':'custom_tool_call','call_id':'c','name':'patch','input':'x'},{'type':'custom_tool_call_output','call_id':'c','output':'sky'}"),
                    Parts.input(
                            "item: web_search_call",
                            "{'role':'user','content':'Hi'},{'type':'web_search_call','id':'ws_1','status':'completed'}")));

    final String path;
    final String own;
    final String base;
    final List<FieldSample> samples;

    ClientSamples(String path, String own, String base, List<FieldSample> samples) {
        this.path = path;
        this.own = own;
        this.base = base;
        this.samples = samples;
    }

    ChatRequest request(JsonNode json) {
        byte[] bytes = JsonReader.bytes(json);
        return switch (this) {
            case COMPLETIONS -> ChatRequest.of(json);
            case MESSAGES -> new MessagesProtocol().request(json, bytes, Map.of());
            case RESPONSES ->
                new ResponsesProtocol(ResponsesRequest.of(json), "resp_x", 1, true, ended -> {})
                        .request(json, bytes, Map.of());
        };
    }

    /** Parts of samples. */
    private static final class Parts {
        static final String TOOLS =
                "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}]";
        static final String OWN_TOOLS = "'tools':[{'name':'look','input_schema':{'type':'object'}}]";
        static final String ITEM_TOOLS = "'tools':[{'type':'function','name':'look','parameters':{'type':'object'}}]";
        static final String CALL =
                "{'role':'user','content':'Hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function','function':{'name':'look','arguments':'{}'}}]}";
        static final String RESULT = "{'role':'tool','tool_call_id':'c','content':'sky'}";

        static FieldSample message(String name, String messages) {
            return new FieldSample(name, "'messages':[" + messages + "]", "");
        }

        static FieldSample input(String name, String items) {
            return new FieldSample(name, "'input':[" + items + "]", "");
        }
    }
}
