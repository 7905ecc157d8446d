package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void thePageIsWhatTheMetadataSays() throws IOException {
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, ConfigurationPage.text());
        }
        assertThat(PAGE).hasContent(ConfigurationPage.text());
    }

    @Test
    void everyDescribedKeyIsARowOrASection() throws IOException {
        String page = ConfigurationPage.text();

        assertThat(ConfigurationPage.keys())
                .hasSizeGreaterThan(130)
                .allSatisfy(key -> assertThat(page)
                        .containsAnyOf(
                                "## `" + key + "`\n", "\n| `" + key.substring(key.lastIndexOf('.') + 1) + "` |"));
    }

    @Test
    void theKeysOfARuleAreThoseOfItsRecord() throws ClassNotFoundException {
        Class<?> rule = Class.forName("dev.pointsman.micronaut.config.FailureRuleConfig");

        assertThat(ConfigurationPage.RULES)
                .extracting(ConfigurationPage.Row::key)
                .containsExactlyElementsOf(
                        Arrays.stream(BeanIntrospection.getIntrospection(rule).getConstructorArguments())
                                .map(argument -> NameUtils.hyphenate(argument.getName()))
                                .toList());
    }
}
