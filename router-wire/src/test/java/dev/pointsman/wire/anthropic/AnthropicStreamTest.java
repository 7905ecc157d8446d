package dev.pointsman.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicStreamTest {
    private static final String START =
            "{'type':'message_start','message':{'id':'msg_1','role':'assistant','model':'claude','content':[],"
                    + "'usage':{'input_tokens':10,'cache_read_input_tokens':90,'output_tokens':1}}}";
    private static final String END =
            "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':12}}";

    private final AnthropicStream stream =
            new AnthropicStream(new ReasoningState(new ReasoningOrigin("anthropic")), 1700000000);
    private final List<ChatChunk> chunks = new ArrayList<>();

    @Test
    void textThinkingAndToolCallsBecomeDeltas() {
        read(
                START,
                "{'type':'ping'}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'s'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Look: '}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'t1','name':'a','input':{}}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':''}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'{\"x\":'}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'1}'}}",
                "{'type':'content_block_stop','index':2}",
                "{'type':'content_block_start','index':3,'content_block':{'type':'tool_use','id':'t2','name':'b','input':{}}}",
                "{'type':'content_block_stop','index':3}",
                END,
                "{'type':'message_stop'}");
        assertThat(deltas())
                .containsExactly(
                        Trees.of("{'role':'assistant','content':''}"),
                        Trees.of("{'reasoning_content':'hm'}"),
                        Trees.of(
                                "{'reasoning_details':[{'type':'reasoning.text','format':'anthropic-claude-v1','index':0,'text':'hm','signature':'pointsman.anthropic.s'}]}"),
                        Trees.of("{'content':'Look: '}"),
                        Trees.of(
                                "{'tool_calls':[{'index':0,'id':'t1','type':'function','function':{'name':'a','arguments':''}}]}"),
                        Trees.of("{'tool_calls':[{'index':0,'function':{'arguments':'{\"x\":'}}]}"),
                        Trees.of("{'tool_calls':[{'index':0,'function':{'arguments':'1}'}}]}"),
                        Trees.of(
                                "{'tool_calls':[{'index':1,'id':'t2','type':'function','function':{'name':'b','arguments':''}}]}"),
                        Trees.of("{'tool_calls':[{'index':1,'function':{'arguments':'{}'}}]}"),
                        Trees.of("{}"));
        assertThat(chunks.get(1).json().get("object").textValue()).isEqualTo("chat.completion.chunk");
        assertThat(chunks.get(1).model()).isEqualTo("claude");
        assertThat(chunks.get(chunks.size() - 2).finishReason()).isEqualTo("tool_calls");
        assertThat(chunks.get(chunks.size() - 1).usage()).isEqualTo(new Usage(100, 90, 12));
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void theRoleAloneIsNoToken() {
        read(START);
        assertThat(chunks).hasSize(1).noneMatch(ChatChunk::isToken);
    }

    @Test
    void theAnswerIsWholeWithItsStopReasonAndOverWithItsEndMark() {
        read(START, "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'x'}}");
        assertThat(stream.isWhole()).isFalse();
        read(END);
        assertThat(stream.isWhole()).isTrue();
        assertThat(stream.isOver()).isFalse();
        read("{'type':'message_stop'}");
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void typesOfTomorrowArePassedOver() {
        read(
                "{'type':'something_new'}",
                "null",
                "{'type':'content_block_start','index':0,'content_block':{'type':'new_result','text':'x'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'new_delta','text':'x'}}",
                "{'type':'content_block_stop','index':0}");
        assertThat(stream.read(new ServerEvent("heartbeat", new byte[] {'o', 'k'})))
                .isEmpty();
        assertThat(chunks).isEmpty();
    }

    @Test
    void aKnownEventWithoutAnObjectIsBroken() {
        assertThatThrownBy(() -> stream.read(new ServerEvent("content_block_delta", new byte[] {'o', 'k'})))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void whatComesWholeWithTheBeginningOfItsBlockIsKept() {
        read(
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'hm','signature':'s'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':'Look'}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'t','name':'read','input':{'path':'a.txt'}}}",
                END);
        assertThat(deltas())
                .contains(Trees.of("{'reasoning_content':'hm'}"), Trees.of("{'content':'Look'}"))
                .contains(Trees.of("{'tool_calls':[{'index':0,'function':{'arguments':'{\"path\":\"a.txt\"}'}}]}"));
        assertThat(deltas()).anyMatch(delta -> delta.get("reasoning_details") != null);
    }

    @Test
    void redactedReasoningGoesOutToo() {
        read(
                "{'type':'content_block_start','index':0,'content_block':{'type':'redacted_thinking','data':'xyz'}}",
                "{'type':'content_block_stop','index':0}");
        assertThat(deltas())
                .containsExactly(
                        Trees.of(
                                "{'reasoning_details':[{'type':'reasoning.encrypted','format':'anthropic-claude-v1','index':0,'data':'pointsman.anthropic.xyz'}]}"));
    }

    @Test
    void countsAfterTheStopReasonReplaceThoseWithIt() {
        read(START, END, "{'type':'message_delta','delta':{},'usage':{'output_tokens':40}}", "{'type':'message_stop'}");
        assertThat(chunks).extracting(ChatChunk::usage).endsWith(new Usage(100, 90, 12), new Usage(100, 90, 40));
        assertThat(chunks).filteredOn(chunk -> !chunk.finishReason().isEmpty()).hasSize(1);
    }

    @Test
    void anErrorEventIsAnError() {
        assertThatThrownBy(() -> read("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"))
                .isInstanceOf(ReportedErrorException.class);
    }

    private void read(String... events) {
        for (String event : events) {
            byte[] data = JsonReader.bytes(Trees.of(event));
            chunks.addAll(stream.read(new ServerEvent("", data)));
        }
    }

    private List<JsonNode> deltas() {
        return chunks.stream()
                .filter(chunk -> !JsonFields.items(chunk.json(), "choices").isEmpty())
                .map(ChatChunk::delta)
                .toList();
    }
}
