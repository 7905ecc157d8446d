package dev.pointsman.micronaut.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.config.Mistakes;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiConfigurationTest {

    @Test
    void thePageHasDefaults() {
        assertThat(settings("")).isEqualTo(new LiveSettings(1000, null));
        assertThat(settings("{ enabled: true }")).isEqualTo(LiveSettings.DEFAULT);
    }

    @Test
    void thePageIsConfigured() {
        assertThat(settings("{ readers: 3, controls: /demo/controls }"))
                .isEqualTo(new LiveSettings(3, "/demo/controls"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            readers: 0                       | readers: 0 (expected: >= 1)
            readers: many                    | readers: many (expected: a whole number)
            enabled: perhaps                 | enabled: perhaps (expected: true or false)
            'controls: "https://elsewhere"'  | controls: https://elsewhere (expected: a path that begins with one /)
            'controls: //elsewhere'          | controls: //elsewhere (expected: a path that begins with one /)
            colour: red                      | colour: unknown (expected: one of: enabled, readers, controls)
            """)
    void aWrongValueIsTold(String wrong, String message) {
        assertThat(Mistakes.of(yaml("{ " + wrong + " }"))).containsExactly("pointsman.ui." + message);
    }

    private static LiveSettings settings(String ui) {
        try (ApplicationContext application = Applications.start(ui.isEmpty() ? Applications.CHAT : yaml(ui))) {
            return application.getBean(LiveSettings.class);
        }
    }

    private static String yaml(String ui) {
        return Applications.CHAT + "  ui: " + ui + "\n";
    }
}
