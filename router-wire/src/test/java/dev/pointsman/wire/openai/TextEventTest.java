package dev.pointsman.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An event is read alike after any other one. */
class TextEventTest {
    private static final List<String> TEXTS = List.of(
            "a", "word ", "", "ü", "\\n", "\\\"", "\\\\", "}", "\\u0041", "x\"y", "\t", "\u007f", "it's", "content",
            "\",");
    private static final List<String> EVENTS = List.of(
            "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}",
            "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}",
            "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\": \"%s\"},\"finish_reason\":null}]}",
            "{\"id\":\"%s\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}",
            "{\"x\":{\"content\":\"%s\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}],\"x\":{\"content\":\"a\"}}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\",\"content\":\"a\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"%s\"}}],\"usage\":null}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"%s\"}}]}",
            "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"%s\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}x",
            "[DONE]");

    @Test
    void anEventLikeTheOneBeforeSaysItsOwnText() {
        TextEvent events = new TextEvent();
        assertThat(events.of(event(EVENTS.get(0), "one"))).isEqualTo("one");
        assertThat(events.of(event(EVENTS.get(0), "another"))).isEqualTo("another");
        assertThat(events.of(event(EVENTS.get(0), ""))).isEmpty();
        assertThat(events.of(event(EVENTS.get(0), "b\\n"))).isEqualTo("b\n");
        assertThat(events.of(event(EVENTS.get(0), "é"))).isEqualTo("é");
        assertThat(events.of(event(EVENTS.get(1), "c"))).isEmpty();
    }

    @Test
    void aReaderOfManyEventsReadsEachAsANewOne() {
        Random random = new Random(1);
        for (int stream = 0; stream < 200; stream++) {
            TextEvent events = new TextEvent();
            String form = EVENTS.get(random.nextInt(EVENTS.size()));
            for (int i = 0; i < 50; i++) {
                form = random.nextInt(4) == 0 ? EVENTS.get(random.nextInt(EVENTS.size())) : form;
                byte[] event = event(form, TEXTS.get(random.nextInt(TEXTS.size())) + text(random));
                if (random.nextInt(10) == 0) {
                    event[random.nextInt(event.length)] = (byte) random.nextInt(256);
                }
                assertThat(events.of(event))
                        .as(new String(event, StandardCharsets.UTF_8))
                        .isEqualTo(new TextEvent().of(event));
            }
        }
    }

    private static String text(Random random) {
        return random.nextBoolean() ? "" : TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static byte[] event(String form, String text) {
        return form.replace("%s", text).getBytes(StandardCharsets.UTF_8);
    }
}
