package dev.pointsman.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that Anthropic would refuse for their form alone. */
class AnthropicRepairsTest {
    private static final String HI = "{'role':'user','content':'hi'}";
    private static final String SIGNED =
            "{'type':'reasoning.text','text':'hm','signature':'pointsman.anthropic.sig-1'}";
    private static final String CALL =
            "'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'}}]";

    private final AnthropicRequests requests =
            new AnthropicRequests(new ReasoningState(new ReasoningOrigin("anthropic")));

    private JsonNode translate(String fields, String... messages) {
        String request = "{" + fields + "'messages':[" + String.join(",", messages) + "]}";
        return requests.translate(Model.builder("m", "anthropic").build(), ChatRequest.of(Trees.of(request)), false);
    }

    private List<JsonNode> blocks(JsonNode request, int turn) {
        return JsonFields.items(JsonFields.items(request, "messages").get(turn), "content");
    }

    @Test
    void aCallAndItsResultGetTheSameIdOfAnthropicsAlphabet() {
        String calls = "{'role':'assistant','tool_calls':["
                + "{'id':'functions.f:0','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'functions.f:1','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'call_3','function':{'name':'f','arguments':'{}'}}]}";
        JsonNode sent = translate(
                "",
                HI,
                calls,
                "{'role':'tool','tool_call_id':'functions.f:1','content':'b'}",
                "{'role':'tool','tool_call_id':'functions.f:0','content':'a'}",
                "{'role':'tool','tool_call_id':'call_3','content':'c'}");
        List<String> uses = ids(blocks(sent, 1), "id");
        List<String> results = ids(blocks(sent, 2), "tool_use_id");
        assertThat(uses).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9_-]+"));
        assertThat(results).containsExactly(uses.get(1), uses.get(0), "call_3");
    }

    private static List<String> ids(List<JsonNode> blocks, String field) {
        return blocks.stream().map(block -> JsonFields.text(block, field, "")).toList();
    }

    @Test
    void whiteTextsAndTurnsAreLeftOut() {
        JsonNode sent = translate(
                "",
                "{'role':'system','content':' '}",
                HI,
                "{'role':'assistant','content':' \\n '}",
                "{'role':'user','content':[{'type':'text','text':' '},{'type':'text','text':'you?'}]}");
        assertThat(sent.get("system")).isNull();
        assertThat(sent.get("messages"))
                .isEqualTo(Trees.of("[{'role':'user','content':[{'type':'text','text':'hi'},"
                        + "{'type':'text','text':'you?'}]}]"));
        assertThatThrownBy(() -> translate("", "{'role':'user','content':' '}"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("messages: no text");
    }

    @Test
    void theBeginningOfAnAnswerEndsWithoutWhiteSpace() {
        JsonNode sent = translate(
                "", "{'role':'assistant','content':'kept '}", HI, "{'role':'assistant','content':'The answer is: '}");
        assertThat(blocks(sent, 0).get(0)).isEqualTo(Trees.of("{'type':'text','text':'kept '}"));
        assertThat(blocks(sent, 2).get(0)).isEqualTo(Trees.of("{'type':'text','text':'The answer is:'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:image/jpg;base64,QUJD | image/jpeg",
                "data:image/JPG;base64,QUJD | image/jpeg",
                "data:image/pjpeg;base64,QUJD | image/jpeg",
                "data:image/png;charset=utf-8;base64,QUJD | image/png",
                "data:image/webp;base64,QUJD | image/webp",
            })
    void kindsOfImagesGetTheirRegisteredNames(String url, String type) {
        JsonNode sent =
                translate("", "{'role':'user','content':[{'type':'image_url','image_url':{'url':'" + url + "'}}]}");
        assertThat(blocks(sent, 0).get(0).get("source"))
                .isEqualTo(Trees.of("{'type':'base64','media_type':'" + type + "','data':'QUJD'}"));
    }

    @ParameterizedTest
    @CsvSource({"jo@example.com, true", "+47 22 33 44 55, true", "u-17, false", "3f2b-a9, false"})
    void aUserWhoseIdNamesAPersonIsHashed(String user, boolean hashed) {
        String sent =
                JsonFields.text(JsonFields.object(translate("'user':'" + user + "',", HI), "metadata"), "user_id", "");
        assertThat(sent).matches(hashed ? "[0-9a-f]{64}" : user);
        assertThat(UserIds.anonymous("u".repeat(300))).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'temperature':0.7,'top_p':1, | 0.7 | null",
                "'temperature':1,'top_p':0.9, | null | 0.9",
                "'temperature':1,'top_p':1, | 1 | null",
                "'temperature':0.7,'top_p':0.9, | 0.7 | 0.9",
                "'top_p':1, | null | 1",
                "'temperature':1, | 1 | null",
            },
            quoteCharacter = '`',
            nullValues = "null")
    void ofTwoWaysToDrawTheOneThatSaysAsUsualIsLetGo(String fields, String temperature, String topP) {
        JsonNode sent = translate(fields, HI);
        assertThat(number(sent, "temperature")).isEqualTo(temperature);
        assertThat(number(sent, "top_p")).isEqualTo(topP);
    }

    private static String number(JsonNode sent, String field) {
        JsonNode value = sent.get(field);
        return value == null ? null : value.asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'properties':{'q':{'type':'string'}}} | {'properties':{'q':{'type':'string'}},'type':'object'}",
                "{'type':null,'properties':{}} | {'type':'object','properties':{}}",
                "{'type':['object','null']} | {'type':'object'}",
                "{} | {'type':'object','properties':{}}",
                "null | {'type':'object','properties':{}}",
                "{'type':'object','x':1} | {'type':'object','x':1}",
            },
            quoteCharacter = '`')
    void theSchemaOfAToolIsOfAnObject(String from, String to) {
        JsonNode sent =
                translate("'tools':[{'type':'function','function':{'name':'f','parameters':" + from + "}}],", HI);
        assertThat(JsonFields.items(sent, "tools").get(0).get("input_schema")).isEqualTo(Trees.of(to));
    }

    @Test
    void argumentsOfTheHistoryMayBeAnObject() {
        JsonNode sent = translate(
                "",
                HI,
                "{'role':'assistant','tool_calls':[{'id':'t','function':{'name':'f',"
                        + "'arguments':{'path':'a.txt','n':123456789012345678901234567890}}}]}",
                "{'role':'tool','tool_call_id':'t','content':'x'}");
        assertThat(JsonReader.text(blocks(sent, 1).get(0).get("input")))
                .isEqualTo("{\"path\":\"a.txt\",\"n\":123456789012345678901234567890}");
    }

    @Test
    void stopsThatSayNothingAreLeftOutAndWhiteOnesRefusedByName() {
        assertThat(translate("'stop':['','END'],", HI).get("stop_sequences")).isEqualTo(Trees.of("['END']"));
        assertThat(translate("'stop':'',", HI).get("stop_sequences")).isNull();
        assertThatThrownBy(() -> translate("'stop':['END',' '],", HI))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("stop: white space");
    }

    @Test
    void signedReasoningGoesBackToItsProviderFirstInItsTurn() {
        JsonNode sent = translate(
                "'thinking':{'type':'enabled','budget_tokens':1024},",
                HI,
                "{'role':'assistant','content':'Look',"
                        + "'reasoning_details':[" + SIGNED
                        + ",{'type':'reasoning.encrypted','data':'pointsman.anthropic.xyz'}]," + CALL + "}",
                "{'role':'tool','tool_call_id':'t','content':'x'}");
        assertThat(blocks(sent, 1).subList(0, 3))
                .containsExactly(
                        Trees.of("{'type':'thinking','thinking':'hm','signature':'sig-1'}"),
                        Trees.of("{'type':'redacted_thinking','data':'xyz'}"),
                        Trees.of("{'type':'text','text':'Look'}"));
        assertThat(sent.get("thinking")).isNotNull();
    }

    @Test
    void theReasoningOfAnAnswerComesBackToTheLetter() {
        String blocks =
                "{'type':'thinking','thinking':'hm \\n','signature':'a.b/+='},{'type':'redacted_thinking','data':'x=='}";
        ChatResponse answer = new AnthropicResponses(new ReasoningState(new ReasoningOrigin("anthropic")), Instant::now)
                .translate(Trees.of("{'content':[" + blocks
                        + ",{'type':'tool_use','id':'t','name':'f','input':{}}],'stop_reason':'tool_use'}"));
        ChatRequest next = ChatRequest.of(JsonFields.build()
                .put("thinking", Trees.of("{'type':'enabled','budget_tokens':1024}"))
                .put(
                        "messages",
                        List.of(
                                Trees.of(HI),
                                answer.json().at("/choices/0/message"),
                                Trees.of("{'role':'tool','tool_call_id':'t','content':'x'}")))
                .node());
        JsonNode sent = requests.translate(Model.builder("m", "anthropic").build(), next, false);
        assertThat(JsonFields.array(blocks(sent, 1).subList(0, 2))).isEqualTo(Trees.of("[" + blocks + "]"));
        assertThat(sent.get("thinking")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'reasoning.text','text':'hm','signature':'pointsman.other.sig-1'}",
                "{'type':'reasoning.text','text':'hm','signature':'sig-1'}",
                "{'type':'reasoning.summary','summary':'hm'}",
            })
    void aToolLoopWithoutReasoningOfThisProviderGoesOnWithoutThinking(String foreign) {
        String assistant = "{'role':'assistant','reasoning_details':[" + foreign + "]," + CALL + "}";
        String result = "{'role':'tool','tool_call_id':'t','content':'x'}";
        JsonNode loop = translate("'thinking':{'type':'enabled','budget_tokens':1024},", HI, assistant, result);
        assertThat(blocks(loop, 1))
                .extracting(block -> JsonFields.text(block, "type"))
                .containsExactly("tool_use");
        assertThat(loop.get("thinking")).isNull();
        assertThat(translate("'thinking':{'type':'adaptive'},", HI, assistant, result)
                        .get("thinking"))
                .isNotNull();
        JsonNode next = translate(
                "'thinking':{'type':'enabled','budget_tokens':1024},",
                HI,
                assistant,
                result,
                "{'role':'assistant','content':'Done'}",
                HI);
        assertThat(next.get("thinking")).isNotNull();
    }
}
