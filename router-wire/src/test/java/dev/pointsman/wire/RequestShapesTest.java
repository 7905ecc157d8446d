package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestShapesTest {
    private static final String HI = "{'messages':[{'role':'user','content':'hi'}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'model':'a','stream':true,'stream_options':{'include_usage':true}",
                ",'temperature':0.3,'top_p':1,'max_tokens':500,'user':'u'",
                ",'tools':null,'n':null"
            })
    void whatMostRequestsHaveIsUsual(String more) {
        assertThat(chat(more)).isEqualTo(RouteRequest.USUAL_SHAPE);
    }

    @Test
    void whateverIsUnusualHasAShapeOfItsOwn() {
        Set<Long> shapes = new HashSet<>();
        String[] odd = {
            "'n':2",
            "'n':3",
            "'logprobs':true",
            "'top_logprobs':5",
            "'stop':'x'",
            "'stop':['x']",
            "'response_format':{'type':'json_object'}",
            "'response_format':{'type':'json_schema'}",
            "'tools':[{'type':'function'}]",
            "'logit_bias':{'1':2}",
            "'seed':1",
            "'max_tokens':1",
            "'max_tokens':100000",
            "'max_tokens':2000000000",
            "'x_own':1"
        };
        for (String one : odd) {
            assertThat(shapes.add(chat("," + one))).as(one).isTrue();
        }
        assertThat(shapes).doesNotContain(RouteRequest.USUAL_SHAPE);
    }

    @Test
    void neitherOrderNorTextChangesTheShape() {
        assertThat(chat(",'n':2,'stop':'a'")).isEqualTo(chat(",'stop':'b','n':2"));
    }

    @Test
    void aPromptFarLongerThanUsualIsUnusual() {
        assertThat(shapeOf(ChatRequest.user("x".repeat(40_000)))).isEqualTo(RouteRequest.USUAL_SHAPE);
        long longer = shapeOf(ChatRequest.user("x".repeat(100_000)));
        assertThat(longer).isNotEqualTo(RouteRequest.USUAL_SHAPE);
        assertThat(shapeOf(ChatRequest.user("x".repeat(1_000_000)))).isNotEqualTo(longer);
    }

    @Test
    void oddEmbeddingsAreUnusual() {
        assertThat(embeddings("'input':['a','b']")).isEqualTo(RouteRequest.USUAL_SHAPE);
        Set<Long> shapes = new HashSet<>();
        for (String one : new String[] {
            "'input':[1,2]", "'input':[[1],[2]]", "'input':'a','dimensions':3", "'input':'a','encoding_format':'base64'"
        }) {
            assertThat(shapes.add(embeddings(one))).as(one).isTrue();
        }
        assertThat(shapes).doesNotContain(RouteRequest.USUAL_SHAPE);
    }

    private static long chat(String more) {
        return shapeOf(ChatRequest.of(Trees.of(HI + more + "}")));
    }

    private static long shapeOf(ChatRequest request) {
        return RequestEstimates.chat(RouteRequest.ANY, request, true).shape();
    }

    private static long embeddings(String fields) {
        return RequestEstimates.embeddings(RouteRequest.ANY, EmbeddingRequest.of(Trees.of("{" + fields + "}")))
                .shape();
    }
}
