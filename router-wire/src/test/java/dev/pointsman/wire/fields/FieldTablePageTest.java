package dev.pointsman.wire.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.messages.KnownFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FieldTablePageTest {
    private static final Path PAGE = Path.of("..", "docs", "fields.md");

    @Test
    void thePageIsWhatTheTranslationsDo() throws IOException {
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, FieldTable.text());
        }
        assertThat(PAGE).hasContent(FieldTable.text());
    }

    @Test
    void everyProtocolIsAColumn() {
        assertThat(FieldTable.wires())
                .containsExactlyInAnyOrderElementsOf(WireProtocols.load().names());
    }

    @Test
    void everyKnownFieldIsARow() {
        assertThat(rows(ClientSamples.MESSAGES)).containsAll(KnownFields.ofMessages());
        assertThat(rows(ClientSamples.RESPONSES)).containsAll(dev.pointsman.wire.responses.KnownFields.ofResponses());
    }

    private static Set<String> rows(ClientSamples client) {
        return client.samples.stream()
                .map(sample -> sample.name().replaceAll(":.*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void theOwnProtocolGetsEveryFieldUnchanged() {
        for (ClientSamples client : ClientSamples.values()) {
            assertThat(client.samples)
                    .allSatisfy(sample -> assertThat(FieldTable.cell(client, sample, client.own))
                            .as(sample.name())
                            .isIn("same", "400"));
        }
    }
}
