package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks of text that are joined. */
class JoinedChunksTest {

    private static ChatChunk text(String text) {
        ServerEvent event = new ServerEvent("", text.getBytes(StandardCharsets.UTF_8));
        ChatChunk.Header header = new ChatChunk.Header("id", 1, "m");
        return ChatChunk.ofText(text, () -> header.text(text), new SourceEvent("openai", List.of(event)));
    }

    @Test
    void theJsonIsOfAllTextsEvenIfTheListHasChangedMeanwhile() {
        List<ChatChunk> chunks = new ArrayList<>(List.of(text("one "), text("two")));
        ChatChunk joined = ChatChunk.joined(chunks).get(0);
        chunks.clear();
        assertThat(JsonFields.text(joined.delta(), "content")).isEqualTo("one two");
        assertThat(JsonFields.text(joined.json(), "id")).isEqualTo("id");
        assertThat(joined.event().events()).hasSize(2);
    }
}
