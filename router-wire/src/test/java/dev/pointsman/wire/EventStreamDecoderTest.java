package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamDecoderTest {
    private static final String STREAM = """
      : a comment

      data: one

      event: named
      id: 7
      retry: 100
      data:two
      data

      data:  two spaces: and a colon


      :
      event: without data

      data: grüße 👋 日本

      data: unfinished
      """;
    private static final List<String> EVENTS =
            List.of("|one", "named|two\n", "| two spaces: and a colon", "|grüße 👋 日本");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndAsTheyLike(String end) {
        assertThat(decode(List.of(bytes(STREAM.replace("\n", end))))).isEqualTo(EVENTS);
    }

    @Test
    void theNetworkMayCutAnywhere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] stream = bytes(STREAM.replace("\n", random.nextBoolean() ? "\n" : "\r\n"));
            List<byte[]> pieces = new ArrayList<>();
            for (int at = 0; at < stream.length; ) {
                int end = Math.min(stream.length, at + random.nextInt(9));
                pieces.add(Arrays.copyOfRange(stream, at, end));
                at = end;
            }
            assertThat(decode(pieces)).as("seed " + seed).isEqualTo(EVENTS);
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() {
        byte[] marked = bytes("\uFEFFdata: one\n\ndata: \uFEFFtwo\n\n");
        assertThat(decode(List.of(marked))).containsExactly("|one", "|\uFEFFtwo");
        assertThat(decode(List.of(Arrays.copyOf(marked, 1), Arrays.copyOfRange(marked, 1, marked.length))))
                .containsExactly("|one", "|\uFEFFtwo");
    }

    @Test
    void eventsThatSayNothingAreKeptFromReaders() {
        assertThat(decode(List.of(bytes("data:\n\ndata\n\ndata: \ndata:\t\n\nevent: ping\ndata:\n\ndata: x\n\n"))))
                .containsExactly("|x");
    }

    @Test
    void anEndlessEventIsRefused() {
        EventStreamDecoder decoder = new EventStreamDecoder();
        byte[] piece = new byte[1024 * 1024];
        Arrays.fill(piece, (byte) 'x');
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 20; i++) {
                        decoder.feed(piece);
                    }
                })
                .isInstanceOf(ProviderException.class);
    }

    private static List<String> decode(List<byte[]> pieces) {
        EventStreamDecoder decoder = new EventStreamDecoder();
        return pieces.stream()
                .flatMap(piece -> decoder.feed(piece).stream())
                .map(event -> event.name() + "|" + event.text())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
