package dev.pointsman.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiStreamTest {
    private static final ReasoningState REASONING = new ReasoningState(new ReasoningOrigin("openai"));

    private static final String TOKEN = "{'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':null}]}";
    private static final String USAGE = "{'choices':[],'usage':{'prompt_tokens':3,'completion_tokens':1}}";

    private final OpenAiStream stream = new OpenAiStream(1, REASONING, false);

    @Test
    void chunksPassUntouched() {
        assertThat(read(stream, "{'choices':[],'x_own':{'a':1}}").get(0).json())
                .isEqualTo(Trees.of("{'choices':[],'x_own':{'a':1}}"));
    }

    @Test
    void anEventInOneLineIsKeptAsItCame() {
        String odd = "{\"choices\": [ ],\"n\":1.50}";
        assertThat(source(" " + odd + " ")).isEqualTo(odd);
        assertThat(source("{\"choices\":\n[]}")).isEmpty();
        assertThat(source("\uFEFF" + odd)).isEmpty();
    }

    @Test
    void anEventOfTwoObjectsIsRefusedAndNotCutToTheFirst() {
        assertThatThrownBy(() -> source("{\"choices\":[]}{\"choices\":[]}")).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> source("{\"choices\":[]}x")).isInstanceOf(ProviderException.class);
    }

    private String source(String data) {
        return stream.read(new ServerEvent("", data.getBytes(StandardCharsets.UTF_8)))
                .get(0)
                .source();
    }

    @Test
    void theAnswerIsWholeWithItsFinishReasonAndOverWithItsUsage() {
        read(stream, TOKEN);
        assertThat(stream.isWhole()).isFalse();
        read(stream, finish(0));
        assertThat(stream.isWhole()).isTrue();
        assertThat(stream.isOver()).isFalse();
        read(stream, USAGE);
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void usageThatIsCountedAlongTheWayEndsNothing() {
        read(stream, USAGE, TOKEN, finish(0));
        assertThat(stream.isWhole()).isTrue();
        assertThat(stream.isOver()).isFalse();
        read(stream, USAGE);
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void usageBesideTheFinishReasonMayBeFollowedByTheTotal() {
        String counting = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':{'completion_tokens':4}}";
        read(stream, TOKEN, counting);
        assertThat(stream.isOver()).isFalse();
        String total = "{'choices':[],'usage':{'prompt_tokens':3,'completion_tokens':40}}";
        assertThat(read(stream, total).get(0).usage()).isEqualTo(new Usage(3, 0, 40));
        assertThat(stream.isOver()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[],'x_groq':{'id':'r','usage':{'prompt_tokens':11,'completion_tokens':5}}}",
                "{'choices':[],'usage':null,'x_groq':{'usage':{'prompt_tokens':11,'completion_tokens':5}}}",
                "{'choices':[],'usage':{'input_tokens':11,'output_tokens':5,'total_tokens':16}}",
            })
    void usageIsReadWhereverItStands(String chunk) {
        assertThat(read(stream, chunk).get(0).usage()).isEqualTo(new Usage(11, 0, 5));
        assertThat(read(stream, chunk).get(0).json()).isEqualTo(Trees.of(chunk));
    }

    @Test
    void whatIsNoChunkIsPassedOver() {
        assertThat(read(stream, "null")).isEmpty();
        assertThat(named("ping", "2026-01-01")).isEmpty();
        assertThat(named("ping", "{\"a\":1}")).hasSize(1);
        for (String name : List.of("", "message")) {
            assertThatThrownBy(() -> named(name, "2026-01-01")).isInstanceOf(ProviderException.class);
        }
        assertThatThrownBy(() -> named("ping", "{\"choices\":[")).isInstanceOf(ProviderException.class);
    }

    private List<ChatChunk> named(String name, String data) {
        return stream.read(new ServerEvent(name, data.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anAnswerThatGoesOnAfterAFinishReasonIsNotWhole() {
        read(stream, "{'choices':[{'index':0,'delta':{'reasoning_content':'hm'}}]}", finish(0));
        assertThat(stream.isWhole()).isTrue();
        read(stream, TOKEN);
        assertThat(stream.isWhole()).isFalse();
        read(stream, finish(0));
        assertThat(stream.isWhole()).isTrue();
    }

    @Test
    void theEndMarkAfterAFinishReasonAndMoreTextMakesTheAnswerWhole() {
        read(stream, finish(0), TOKEN, "[DONE]");
        assertThat(stream.isWhole()).isTrue();
    }

    @Test
    void theEndMarkAloneMakesCompleteToolCallsWhole() {
        read(stream, call("{'index':0,'id':'a','function':{'name':'f','arguments':'{'}}"));
        read(stream, call("{'index':0,'function':{'arguments':'}'}}"));
        read(stream, call("{'index':0,'id':'b','function':{'name':'g','arguments':'{}'}}"));
        List<ChatChunk> last = read(stream, "[DONE]");
        assertThat(stream.isWhole()).isTrue();
        assertThat(last).singleElement().satisfies(chunk -> {
            assertThat(chunk.finishReason()).isEqualTo("tool_calls");
            assertThat(chunk.model()).isEqualTo("m");
            assertThat(chunk.usage()).isEqualTo(Usage.UNKNOWN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'index':0,'id':'a','function':{'name':'f','arguments':'{'}}",
                "{'index':0,'id':'a','function':{'name':'f','arguments':''}}",
                "{'index':0,'id':'a','function':{'name':'f','arguments':'{}{}'}}",
                "{'index':0,'id':'a','function':{'arguments':'{}'}}",
            })
    void theEndMarkDoesNotMakeACutToolCallWhole(String piece) {
        read(stream, call(piece));
        assertThat(read(stream, "[DONE]")).isEmpty();
        assertThat(stream.isWhole()).isFalse();
    }

    @Test
    void theEndMarkDoesNotMakeTextAfterAToolCallWhole() {
        read(stream, call("{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}}"), TOKEN, "[DONE]");
        assertThat(stream.isWhole()).isFalse();
    }

    private static String call(String piece) {
        return "{'model':'m','usage':{'completion_tokens':1},'choices':[{'index':0,'delta':{'tool_calls':[" + piece
                + "]}}]}";
    }

    @Test
    void theEndMarkWithoutAFinishReasonEndsAnAnswerThatIsNotWhole() {
        read(stream, TOKEN);
        stream.read(new ServerEvent("", " [DONE] ".getBytes(StandardCharsets.UTF_8)));
        assertThat(stream.isOver()).isTrue();
        assertThat(stream.isWhole()).isFalse();
    }

    @Test
    void severalAnswersAreWholeWhenEachIs() {
        OpenAiStream two = new OpenAiStream(2, REASONING, false);
        read(two, finish(1));
        assertThat(two.isWhole()).isFalse();
        read(two, finish(0));
        assertThat(two.isWhole()).isTrue();
    }

    @Test
    void brokenJsonAndErrorsAreNoChunks() {
        assertThatThrownBy(() -> stream.read(new ServerEvent("", "{\"choices\":[{".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("broken JSON of 13 bytes (expected: a JSON object)");
        assertThatThrownBy(() ->
                        stream.read(new ServerEvent("", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})))
                .isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> read(stream, "{'error':{'message':'no','type':'server_error'}}"))
                .isInstanceOf(ReportedErrorException.class);
    }

    @Test
    void stateOfAStreamHasItsOriginOnceEach() {
        String delta = "{'choices':[{'index':0,'delta':{'reasoning_details':[%s]}}]}";
        String text = "{'type':'reasoning.text','text':'hm','index':0}";
        String data = "{'type':'reasoning.encrypted','data':'%s','index':1}";
        assertThat(read(stream, delta.formatted(text)).get(0).source()).isNotEmpty();
        ChatChunk first = read(stream, delta.formatted(data.formatted("one"))).get(0);
        assertThat(first.source()).isEmpty();
        assertThat(first.json().at("/choices/0/delta/reasoning_details/0/data").asText())
                .isEqualTo(REASONING.wrapped("one"));
        ChatChunk more = read(stream, delta.formatted(data.formatted("two"))).get(0);
        assertThat(more.json().at("/choices/0/delta/reasoning_details/0/data").asText())
                .isEqualTo("two");
    }

    private static String finish(int index) {
        return "{'choices':[{'index':" + index + ",'delta':{},'finish_reason':'stop'}]}";
    }

    private static List<ChatChunk> read(OpenAiStream stream, String... events) {
        List<ChatChunk> last = List.of();
        for (String event : events) {
            last = stream.read(new ServerEvent("", event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }
        return last;
    }
}
