package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.failure.FailureMappings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider may say something before its final response. */
class InterimResponsesTest extends ProviderClientFixture {
    private static final String WHOLE =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}]}";
    private static final String EVENTS = """
            data: {"choices":[{"delta":{"content":"hello"}}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void interimResponsesAreSkippedAndTheConnectionServesAgain(String interim) {
        try (ScriptedServer server = new ScriptedServer((head, to) -> {
            to.write(interim.getBytes(StandardCharsets.UTF_8));
            to.flush();
            Thread.sleep(20); // the final response comes in a packet of its own
            boolean streams = head.contains("text/event-stream");
            ScriptedServer.answering("200 OK", "", streams ? EVENTS : WHOLE).answer(head, to);
        })) {
            ProviderClient client =
                    client(ProviderSettings.of("p", "openai", URI.create(server.url()), KEY), FailureMappings.NONE);
            for (int i = 0; i < 3; i++) {
                assertThat(client.complete(MODEL, QUESTION).block(SOON).text()).isEqualTo("hello");
                List<ChatChunk> chunks =
                        client.stream(MODEL, QUESTION).collectList().block(SOON);
                assertThat(chunks)
                        .first()
                        .satisfies(chunk -> assertThat(chunk.text()).isEqualTo("hello"));
            }
            // An answer is told a moment before its connection is free again, so the next request may open another one.
            assertThat(server.connections).hasValueLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "text/plain", "application/octet-stream"})
    void anEventStreamIsReadUnderAnyContentType(String type) {
        try (ScriptedServer server =
                new ScriptedServer(ScriptedServer.answering("200 OK", "Content-Type: " + type + "\r\n", EVENTS))) {
            ProviderClient client =
                    client(ProviderSettings.of("p", "openai", URI.create(server.url()), KEY), FailureMappings.NONE);
            assertThat(client.stream(MODEL, QUESTION)
                            .map(ChatChunk::text)
                            .collectList()
                            .block(SOON))
                    .contains("hello");
        }
    }
}
