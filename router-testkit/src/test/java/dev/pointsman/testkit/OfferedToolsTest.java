package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OfferedToolsTest {
    private static final String SCHEMA = """
            {"type":"object","required":["city","unit","days","exact","tags","place"],"properties":{
              "city":{"type":"string"},"unit":{"type":"string","enum":["celsius","kelvin"]},"days":{"type":"integer"},
              "exact":{"type":"boolean"},"tags":{"type":"array"},"hour":{"type":"number"},
              "place":{"type":["object","null"],"required":["height"],"properties":{"height":{"type":"number"}}}}}""";
    private static final String ARGUMENTS =
            "{\"city\":\"Paris\",\"unit\":\"celsius\",\"days\":1,\"exact\":true,\"tags\":[],"
                    + "\"place\":{\"height\":1}}";
    private static final String OPENAI_TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":" + SCHEMA
                    + "}},{\"type\":\"function\",\"function\":{\"name\":\"time\"}}],";
    private static final String ANTHROPIC_TOOLS =
            "\"tools\":[{\"name\":\"weather\",\"input_schema\":" + SCHEMA + "},{\"name\":\"time\"}],";

    private final FaultyProvider openAi =
            FaultyProvider.openAi().callsOfferedTools().start();
    private final FaultyProvider anthropic =
            FaultyProvider.anthropic().callsOfferedTools().start();

    @AfterEach
    void close() {
        openAi.close();
        anthropic.close();
    }

    @Test
    void openAisDocumentCallsTheFirstToolWithWhatItRequires() throws Exception {
        JsonNode choice = new Client(openAi)
                .json(Client.with(OPENAI_TOOLS, Client.OPENAI))
                .at("/choices/0");
        assertThat(choice.at("/message/tool_calls")).hasSize(1);
        assertThat(choice.at("/message/tool_calls/0/function/name").asText()).isEqualTo("weather");
        assertThat(choice.at("/message/tool_calls/0/function/arguments").asText())
                .isEqualTo(ARGUMENTS);
    }

    @Test
    void openAisStreamCallsItToo() throws Exception {
        Received stream = new Client(openAi).stream(Client.with(OPENAI_TOOLS, Client.OPENAI_STREAM));
        assertThat(String.join("", stream.values("/choices/0/delta/tool_calls/0/function/arguments")))
                .isEqualTo(ARGUMENTS);
        assertThat(stream.values("/choices/0/finish_reason")).containsExactly("tool_calls");
    }

    @Test
    void anthropicsDocumentCallsTheFirstToolWithWhatItRequires() throws Exception {
        JsonNode body = new Client(anthropic).json(Client.with(ANTHROPIC_TOOLS, Client.ANTHROPIC));
        assertThat(body.at("/content/0/name").asText()).isEqualTo("weather");
        assertThat(body.at("/content/0/input")).isEqualTo(JsonText.parse(ARGUMENTS));
    }

    @Test
    void anthropicsStreamCallsItToo() throws Exception {
        Received stream = new Client(anthropic).stream(Client.with(ANTHROPIC_TOOLS, Client.ANTHROPIC_STREAM));
        assertThat(String.join("", stream.values("/delta/partial_json"))).isEqualTo(ARGUMENTS);
    }

    @Test
    void aToolWithoutASchemaIsCalledWithoutArguments() throws Exception {
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"time\"}}],";
        JsonNode choice =
                new Client(openAi).json(Client.with(tools, Client.OPENAI)).at("/choices/0");
        assertThat(choice.at("/message/tool_calls/0/function/arguments").asText())
                .isEqualTo("{}");
    }

    @Test
    void withoutToolsTheAnswerIsText() throws Exception {
        assertThat(new Client(openAi)
                        .json(Client.OPENAI)
                        .at("/choices/0/message/content")
                        .asText())
                .startsWith("tok0");
    }

    @Test
    void whoWantsNoCallGetsText() throws Exception {
        String openAis = "\"tool_choice\":\"none\"," + OPENAI_TOOLS;
        String anthropics = "\"tool_choice\":{\"type\":\"none\"}," + ANTHROPIC_TOOLS;
        assertThat(new Client(openAi)
                        .json(Client.with(openAis, Client.OPENAI))
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo("stop");
        assertThat(new Client(anthropic)
                        .json(Client.with(anthropics, Client.ANTHROPIC))
                        .at("/stop_reason")
                        .asText())
                .isEqualTo("end_turn");
    }
}
