package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.chat.ReachabilityCheck;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeConfigurationTest {
    @Test
    void everyProviderIsCheckedUnlessItIsToldNotTo() {
        assertThat(check("")).isEqualTo(ReachabilityCheck.DEFAULT);
        assertThat(check(", probe: none").enabled()).isFalse();
        assertThat(check(", probe: { enabled: false }").enabled()).isFalse();
        assertThat(check(", probe: { path: /v2/list, interval: 5s }"))
                .isEqualTo(new ReachabilityCheck(true, "/v2/list", Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            probe: sometimes               | probe: sometimes (expected: none, or a map of values by key)
            'probe: { path: models }'      | probe.path: models (expected: a path such as /models)
            'probe: { path: //host/list }' | probe.path: //host/list (expected: a path such as /models)
            'probe: { path: /../list }'    | probe.path: /../list (expected: a path such as /models)
            'probe: { path: "/a?key=b" }'  | probe.path: /a?key=b (expected: a path such as /models)
            'probe: { interval: 50ms }'    | probe.interval: 0.05s (expected: >= 100ms)
            'probe: { interval: often }'   | probe.interval: often (expected: a duration such as 30s)
            'probe: { enabled: 1 }'        | probe.enabled: 1 (expected: true or false)
            """)
    void aWrongValueStopsTheStart(String wrong, String message) {
        assertThat(Mistakes.of(yaml(", " + wrong))).containsExactly("pointsman.providers.p." + message);
    }

    private static ReachabilityCheck check(String probe) {
        try (ApplicationContext application = Applications.start(yaml(probe))) {
            return application.getBean(ProviderSettings.class).check();
        }
    }

    private static String yaml(String probe) {
        return OneModel.of("{ id: m, provider: p }").replace("\" } }", "\"" + probe + " } }");
    }
}
