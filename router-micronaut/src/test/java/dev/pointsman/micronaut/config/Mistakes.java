package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.micronaut.Applications;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;

/** Errors reported by an application that does not start. */
final class Mistakes {
    private Mistakes() {}

    static List<String> of(String yaml) {
        Throwable thrown = catchThrowable(() -> Applications.start(yaml).close());
        assertThat(thrown).as("the application should not start").isNotNull();
        while (!(thrown instanceof ConfigurationException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(ConfigurationException.class);
        return thrown.getMessage().lines().skip(1).map(String::strip).toList();
    }
}
