package dev.pointsman.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.Trees;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiWireTest {
    private static final Model MODEL = Model.builder("m", "p").build();

    private static final String HI = "'messages':[{'role':'user','content':'hi'}]";

    private final OpenAiWire wire =
            new OpenAiWire(new ProviderAccount("p", URI.create("http://localhost"), "", InstantSource.system()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'message':{}}]}",
                "{'choices':[{'message':{'content':null},'finish_reason':null}]}",
                "{'choices':[{'message':{'content':''}}]}",
                "{'choices':[{'message':{'content':null,'tool_calls':[]}}]}",
                "{'choices':[{'finish_reason':'stop'}]}",
                "{'choices':[{'message':{'content':'hi'}},{'message':{}}]}",
                "{'choices':[]}",
            })
    void whatSaysNothingIsNoAnswer(String body) {
        ProviderException error =
                catchThrowableOfType(ProviderException.class, () -> wire.chatResponse(MODEL, Trees.of(body)));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'message':{'content':'hi'}}]}",
                "{'choices':[{'message':{'content':''},'finish_reason':'stop'}]}",
                "{'choices':[{'message':{'content':null,'tool_calls':[{'id':'1'}]}}]}",
                "{'choices':[{'message':{'refusal':'no'}}]}",
            })
    void whatSaysAnythingIsAnAnswer(String body) {
        assertThat(wire.chatResponse(MODEL, Trees.of(body)).json()).isEqualTo(Trees.of(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'tool_choice':'auto',", "'tool_choice':'none',", "'tool_choice':null,", ""})
    void anEmptyListOfToolsIsLeftOutWithTheChoiceAmongNone(String choice) {
        assertThat(sent("{" + choice + "'tools':[],'parallel_tool_calls':true," + HI + "}"))
                .isEqualTo(sent("{" + HI + "}"));
    }

    @Test
    void aChoiceThatAsksForAToolAmongNoneIsTheProvidersToJudge() {
        JsonNode sent = sent("{'tools':[],'tool_choice':'required'," + HI + "}");
        assertThat(sent.get("tools").size()).isZero();
        assertThat(sent.get("tool_choice").textValue()).isEqualTo("required");
    }

    @Test
    void reasoningThatAnthropicSignedIsLeftOutAndThatOfOthersStays() {
        String foreign = "{'type':'reasoning.text','text':'hm','signature':'pointsman.anthropic.s'}";
        String own = "{'type':'reasoning.encrypted','data':'x'}";
        assertThat(sent("{'messages':[{'role':'assistant','content':'a','reasoning_details':[" + foreign + "," + own
                                + "]},{'role':'assistant','content':'b','reasoning_details':[" + foreign + "]}]}")
                        .get("messages"))
                .isEqualTo(Trees.of("[{'role':'assistant','content':'a','reasoning_details':[" + own
                        + "]},{'role':'assistant','content':'b'}]"));
    }

    private JsonNode sent(String request) {
        return wire.chatRequest(MODEL, ChatRequest.of(Trees.of(request)), false).body();
    }
}
