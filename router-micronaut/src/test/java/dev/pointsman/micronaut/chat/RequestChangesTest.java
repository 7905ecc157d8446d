package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.RequestChange;
import io.micronaut.json.tree.JsonNode;
import org.junit.jupiter.api.Test;

class RequestChangesTest {
    private static final RequestChange LINES = new RequestChange(0, "first", "last");

    @Test
    void noChangeLeavesTheRequestAlone() {
        ChatRequest request = ChatRequest.user("hi");
        assertThat(RequestChanges.apply(RequestChange.NONE, request)).isSameAs(request);
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
        assertThat(changed("{'messages':[{'role':'user'}]}", new RequestChange(0, null, "last")))
                .isEqualTo(Trees.of("{'messages':[{'role':'system','content':'last'},{'role':'user'}]}"));
    }

    private static String limited(String request) {
        try {
            JsonNode changed = changed(request, new RequestChange(512, null, null));
            return Trees.MAPPER.writeValueAsString(changed).replace('"', '\'');
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode changed(String request, RequestChange change) {
        return Trees.reread(
                RequestChanges.apply(change, ChatRequest.of(Trees.of(request))).json());
    }
}
