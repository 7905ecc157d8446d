package dev.pointsman.micronaut.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditConfigurationTest {

    @ParameterizedTest
    @CsvSource({"'', false", "'  audit: { enabled: true }\n', true", "'  audit: { enabled: false }\n', false"})
    void callsAreLoggedIfEnabled(String section, boolean enabled) {
        try (ApplicationContext application = Applications.start(Applications.CHAT + section)) {
            assertThat(application.getBean(AuditSettings.class).enabled()).isEqualTo(enabled);
        }
    }
}
