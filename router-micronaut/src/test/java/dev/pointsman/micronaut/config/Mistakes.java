package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.micronaut.Applications;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;

/** Configuration errors of an application that does not start. */
public final class Mistakes {
    private Mistakes() {}

    public static List<String> of(String yaml) {
        return of(yaml, "none");
    }

    /** Returns the errors of an application with the beans of the tests that {@code spec} names. */
    public static List<String> of(String yaml, String spec) {
        Throwable thrown = catchThrowable(() -> Applications.start(yaml, spec).close());
        assertThat(thrown).as("the application should not start").isNotNull();
        while (!(thrown instanceof ConfigurationException) && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(ConfigurationException.class);
        return thrown.getMessage().lines().skip(1).map(String::strip).toList();
    }
}
