package dev.pointsman.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.Gateway;
import dev.pointsman.testkit.FaultyProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4.1, gpt-4.1",
        "org/model:1+a, org/model:1+a",
        "modèle, mod%C3%A8le",
        "モデル, %E3%83%A2%E3%83%87%E3%83%AB",
        "a b, a%20b",
        "50%, 50%25",
        "😀, %F0%9F%98%80",
    })
    void aNameIsVisibleAsciiAndCanBeReadBack(String name, String text) {
        assertThat(HeaderText.of(name)).isEqualTo(text);
        assertThat(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @Test
    void onlyVisibleAsciiIsPlain() {
        assertThat(HeaderText.isPlain("acme-1:eu/~")).isTrue();
        assertThat(new String[] {"caf\u00e9", "a b", "a\u007f", "a\r\nb"}).noneMatch(HeaderText::isPlain);
    }

    @Test
    void aResponseNamesAModelOfAnyScript() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().text("hello").start();
                Gateway gateway = Gateway.start("""
                pointsman:
                  providers: { akari: { wire: openai, url: "%s" } }
                  models: [ { id: モデル, name: m, provider: akari } ]
                  pools: { chat: { primary: [モデル] } }
                """.formatted(provider.url()))) {
            assertThat(gateway.ask().model()).isEqualTo("%E3%83%A2%E3%83%87%E3%83%AB");
            assertThat(gateway.streamOf(Gateway.hello("\"stream\":true,\"model\":\"モデル\""))
                            .model())
                    .isEqualTo("%E3%83%A2%E3%83%87%E3%83%AB");
        }
    }
}
