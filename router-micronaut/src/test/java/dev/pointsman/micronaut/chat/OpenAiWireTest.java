package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.FailureKind;
import dev.pointsman.router.ProviderException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiWireTest {
    private final OpenAiWire wire = new OpenAiWire(new JsonReader(Trees.MAPPER));

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
                catchThrowableOfType(ProviderException.class, () -> wire.chatResponse(Trees.of(body)));
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
        assertThat(wire.chatResponse(Trees.of(body)).json()).isEqualTo(Trees.of(body));
    }
}
