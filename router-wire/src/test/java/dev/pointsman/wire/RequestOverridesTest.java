package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.policy.RequestOverride;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOverridesTest {
    private static final Model PLAIN = Model.builder("m", "p").build();
    private static final RequestOverride LINES = new RequestOverride(0, "first", "last");

    @Test
    void noChangeLeavesTheRequestAlone() {
        ChatRequest request = ChatRequest.user("hi");
        assertThat(RequestOverrides.apply(RequestOverride.NONE, PLAIN, request)).isSameAs(request);
    }

    @Test
    void aHigherLimitIsLoweredAndALowerOneStays() {
        assertThat(limited("{'messages':[{'role':'user'}],'max_tokens':900}"))
                .isEqualTo("{'messages':[{'role':'user'}],'max_tokens':512}");
        assertThat(limited("{'messages':[{'role':'user'}],'max_completion_tokens':900}"))
                .isEqualTo("{'messages':[{'role':'user'}],'max_completion_tokens':512}");
        assertThat(limited("{'messages':[{'role':'user'}],'max_tokens':9}"))
                .isEqualTo("{'messages':[{'role':'user'}],'max_tokens':9}");
        assertThat(limited("{'messages':[{'role':'user'}]}"))
                .isEqualTo("{'messages':[{'role':'user'}],'max_tokens':512}");
    }

    @Test
    void tokensThatWereSpentComeOffEveryLimitAndLeaveOne() {
        ChatRequest both =
                ChatRequest.of(Trees.of("{'messages':[{'role':'user'}],'max_tokens':9,'max_completion_tokens':50}"));
        JsonNode left = RequestOverrides.withFewerTokens(both, 10).json();
        assertThat(JsonFields.count(left, "max_tokens")).isEqualTo(1);
        assertThat(JsonFields.count(left, "max_completion_tokens")).isEqualTo(40);
        ChatRequest free = ChatRequest.user("hi");
        assertThat(RequestOverrides.withFewerTokens(free, 10).json()).isEqualTo(free.json());
    }

    @ParameterizedTest
    @CsvSource({
        "o3-mini, true, max_completion_tokens",
        "gpt-5, true, max_completion_tokens",
        "eu-gpt-5-mini, true, max_completion_tokens",
        "gpt-5-chat, false, max_tokens",
        "gpt-4o, true, max_tokens",
        "deepseek-reasoner, true, max_tokens",
        "gpt-oss-20b, true, max_tokens",
    })
    void aNewLimitHasTheWordThatTheModelTakes(String name, boolean thinks, String word) {
        Model model = Model.builder("m", "p")
                .name(name)
                .capabilities(thinks ? Set.of(Capability.REASONING) : Set.of())
                .build();
        JsonNode changed = changed("{'messages':[{'role':'user'}]}", new RequestOverride(512, null, null), model);
        assertThat(JsonFields.count(changed, word)).isEqualTo(512);
        assertThat(changed.size()).isEqualTo(2);
    }

    @Test
    void linesGoRoundTheSystemPrompt() {
        assertThat(changed("{'messages':[{'role':'system','content':'own'},{'role':'user'}]}", LINES))
                .isEqualTo(Trees.of("{'messages':[{'role':'system','content':'first\\nown\\nlast'},{'role':'user'}]}"));
        assertThat(changed(
                        "{'messages':[{'role':'developer','content':[{'type':'text','text':'own'}]},{'role':'user'}]}",
                        LINES))
                .isEqualTo(Trees.of("{'messages':[{'role':'developer','content':[{'type':'text','text':'first'},"
                        + "{'type':'text','text':'own'},{'type':'text','text':'last'}]},{'role':'user'}]}"));
    }

    @Test
    void aSystemPromptIsMadeWhereThereIsNone() {
        assertThat(changed("{'messages':[{'role':'user'}]}", new RequestOverride(0, null, "last")))
                .isEqualTo(Trees.of("{'messages':[{'role':'system','content':'last'},{'role':'user'}]}"));
    }

    private static String limited(String request) {
        JsonNode changed = changed(request, new RequestOverride(512, null, null));
        return JsonReader.text(changed).replace('"', '\'');
    }

    private static JsonNode changed(String request, RequestOverride change) {
        return changed(request, change, PLAIN);
    }

    private static JsonNode changed(String request, RequestOverride change, Model model) {
        return Trees.reread(RequestOverrides.apply(change, model, ChatRequest.of(Trees.of(request)))
                .json());
    }
}
