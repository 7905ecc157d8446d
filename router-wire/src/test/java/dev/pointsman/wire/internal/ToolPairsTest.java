package dev.pointsman.wire.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolPairsTest {
    private static final String USER = "{'role':'user','content':'u'}";
    private static final String CALL =
            "{'role':'assistant','content':null,'tool_calls':[{'id':'a','function':{}},{'id':'b','function':{}}]}";
    private static final String A = "{'role':'tool','tool_call_id':'a','content':'1'}";
    private static final String B = "{'role':'tool','tool_call_id':'b','content':'2'}";

    private static List<JsonNode> messages(String... messages) {
        return JsonFields.items(Trees.of("[" + String.join(",", messages) + "]"));
    }

    private static void becomes(List<JsonNode> given, List<JsonNode> expected) {
        assertThat(Trees.reread(JsonFields.array(ToolPairs.repaired(given))))
                .isEqualTo(Trees.reread(JsonFields.array(expected)));
    }

    @Test
    void aConversationWithAllItsResultsIsUnchanged() {
        for (List<JsonNode> whole : List.of(
                messages(USER),
                messages(USER, CALL, A, B, USER),
                messages(USER, CALL, B, A, CALL, A, B),
                messages(USER, USER, "{'role':'assistant','content':'x'}", USER))) {
            assertThat(ToolPairs.repaired(whole)).isSameAs(whole);
        }
    }

    @Test
    void aResultWithoutItsCallIsATextOfTheUser() {
        String said = "{'role':'user','content':'1'}";
        becomes(messages(USER, A), messages(USER, said));
        becomes(messages(CALL, A, B, A), messages(CALL, A, B, said));
        becomes(
                messages(CALL, A, B, "{'role':'assistant','content':'x'}", A),
                messages(CALL, A, B, "{'role':'assistant','content':'x'}", said));
    }

    @Test
    void aCallWithoutAResultGetsOne() {
        String none = "{'role':'tool','tool_call_id':'b','content':'(no result)'}";
        becomes(messages(USER, CALL, A, USER), messages(USER, CALL, A, none, USER));
        becomes(messages(USER, CALL, A), messages(USER, CALL, A, none));
    }

    @Test
    void resultsStandDirectlyBehindTheirCalls() {
        becomes(messages(CALL, USER, A, B), messages(CALL, A, B, USER));
    }
}
