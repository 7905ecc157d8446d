package dev.pointsman.wire.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessagesFieldTest {

    @Test
    void thePageOfProtocolsListsEveryField() throws IOException {
        String page = Files.readString(Path.of("../docs/protocols.md"));
        assertThat(Arrays.stream(MessagesField.values())
                        .map(field -> "| `%s` | %s: %s |"
                                .formatted(
                                        field.field(),
                                        field.handling()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '),
                                        field.note())))
                .allSatisfy(row -> assertThat(page).contains(row));
    }
}
