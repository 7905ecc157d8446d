package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiAnswersTest {
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}],";

    private final FaultyProvider provider = FaultyProvider.openAi()
            .tokens(5)
            .promptTokens(100)
            .cachedTokens(40)
            .header("x-ratelimit-limit-requests", "500")
            .toolCall("weather", "{\"city\":\"Oslo\",\"days\":3}")
            .toolCall("time", "{}")
            .start();
    private final Client client = new Client(provider);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aDocumentHasTextModelFinishAndUsage() throws Exception {
        HttpResponse<String> response = client.chat(Client.OPENAI);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.headers().firstValue("x-ratelimit-limit-requests")).hasValue("500");
        JsonNode body = JsonText.parse(response.body());
        assertThat(body.path("object").asText()).isEqualTo("chat.completion");
        assertThat(body.path("model").asText()).isEqualTo("m1");
        assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("tok0 tok1 tok2 tok3 tok4");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(100);
        assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(105);
        assertThat(body.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(40);
    }

    @Test
    void aStreamHasAChunkPerTokenAndADoneMark() throws Exception {
        Received stream = client.stream(Client.OPENAI_STREAM);
        assertThat(stream.broken()).isFalse();
        assertThat(stream.text()).isEqualTo("tok0 tok1 tok2 tok3 tok4");
        assertThat(stream.values("/choices/0/delta/role")).containsExactly("assistant");
        assertThat(stream.values("/choices/0/finish_reason")).containsExactly("stop");
        assertThat(stream.values("/usage/total_tokens")).isEmpty();
        assertThat(stream.raw()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void aStreamTellsItsUsageOnlyWhenAskedTo() throws Exception {
        String body = Client.with("\"stream_options\":{\"include_usage\":true},", Client.OPENAI_STREAM);
        Received stream = client.stream(body);
        JsonNode last = stream.events().get(stream.events().size() - 1);
        assertThat(last.path("choices").isArray()).isTrue();
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(stream.values("/usage/total_tokens")).containsExactly("105");
    }

    @Test
    void aDocumentCallsTools() throws Exception {
        JsonNode choice = client.json(Client.with(TOOLS, Client.OPENAI)).at("/choices/0");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(choice.at("/message/tool_calls/0/function/name").asText()).isEqualTo("weather");
        assertThat(choice.at("/message/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"city\":\"Oslo\",\"days\":3}");
        assertThat(choice.at("/message/tool_calls/1/function/name").asText()).isEqualTo("time");
        assertThat(choice.at("/message/tool_calls/0/id").asText())
                .isNotEmpty()
                .isNotEqualTo(choice.at("/message/tool_calls/1/id").asText());
    }

    @Test
    void aStreamCallsToolsInFragments() throws Exception {
        Received stream = client.stream(Client.with(TOOLS, Client.OPENAI_STREAM));
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        int fragments = 0;
        for (JsonNode event : stream.events()) {
            JsonNode call = event.at("/choices/0/delta/tool_calls/0");
            String part = call.at("/function/arguments").asText();
            (call.path("index").asInt() == 0 ? first : second).append(part);
            fragments += part.isEmpty() ? 0 : 1;
        }
        assertThat(first).hasToString("{\"city\":\"Oslo\",\"days\":3}");
        assertThat(second).hasToString("{}");
        assertThat(fragments).isGreaterThan(3);
        assertThat(stream.values("/choices/0/delta/tool_calls/0/function/name")).containsExactly("weather", "time");
        assertThat(stream.values("/choices/0/delta/tool_calls/0/id")).hasSize(2).doesNotHaveDuplicates();
        assertThat(stream.values("/choices/0/finish_reason")).containsExactly("tool_calls");
    }

    @Test
    void aToolsResultIsAnsweredWithText() throws Exception {
        String body = Client.ending(
                "{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"rain\"}", Client.with(TOOLS, Client.OPENAI));
        assertThat(body).contains("rain");
        JsonNode choice = client.json(body).at("/choices/0");
        assertThat(choice.at("/message/content").asText()).startsWith("tok0");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void theAnswerKeepsToTheLimitOfTokens() throws Exception {
        JsonNode body = client.json(Client.with("\"max_completion_tokens\":2,", Client.OPENAI));
        assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("tok0 tok1");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void aPrefillIsContinued() throws Exception {
        String prefill = "{\"role\":\"assistant\",\"content\":\"tok0 tok1 to\"}";
        Received stream = client.stream(Client.ending(prefill, Client.OPENAI_STREAM));
        assertThat(stream.text()).isEqualTo("k2 tok3 tok4");
    }

    @Test
    void aPrefillOfAnotherTextIsAnsweredWhole() throws Exception {
        String prefill = "{\"role\":\"assistant\",\"content\":\"Once upon\"}";
        assertThat(client.stream(Client.ending(prefill, Client.OPENAI_STREAM)).text())
                .startsWith("tok0");
    }

    @Test
    void embeddingsAreTheSameForTheSameInput() throws Exception {
        String body = "{\"model\":\"e1\",\"input\":[\"a\",\"b\",\"a\"],\"dimensions\":4}";
        JsonNode answer = JsonText.parse(client.post("/embeddings", body).body());
        assertThat(answer.path("model").asText()).isEqualTo("e1");
        assertThat(answer.at("/data/0/embedding")).hasSize(4).isEqualTo(answer.at("/data/2/embedding"));
        assertThat(answer.at("/data/1/embedding")).isNotEqualTo(answer.at("/data/0/embedding"));
        assertThat(answer.at("/data/2/index").asInt()).isEqualTo(2);
        assertThat(answer.at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void embeddingsComeInBase64WhenAskedTo() throws Exception {
        String plain = "{\"model\":\"e1\",\"input\":\"a\"}";
        String packed = "{\"model\":\"e1\",\"input\":\"a\",\"encoding_format\":\"base64\"}";
        JsonNode numbers =
                JsonText.parse(client.post("/embeddings", plain).body()).at("/data/0/embedding");
        String text = JsonText.parse(client.post("/embeddings", packed).body())
                .at("/data/0/embedding")
                .asText();
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode number : numbers) {
            assertThat(bytes.getFloat()).isEqualTo(number.floatValue());
        }
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void whatIsNotARequestIsRefused() throws Exception {
        assertThat(client.post("/chat/completions", "not json").statusCode()).isEqualTo(400);
        assertThat(client.post("/chat/completions", "{\"model\":\"m1\"}").body())
                .contains("messages: missing");
        assertThat(client.post("/embeddings", "{\"model\":\"m1\"}").body()).contains("input: missing");
        assertThat(client.post("/messages", Client.OPENAI).statusCode()).isEqualTo(404);
    }
}
