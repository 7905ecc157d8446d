package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that stop the start instead of being passed over. */
class SettingsCheckTest {

    @ParameterizedTest
    @CsvSource({
        "gateway.limits.nodes, x, a whole number",
        "gateway.limits.nodes, 99999999999, a whole number",
        "gateway.limits.header-timeout, x, a duration such as 30s",
        "gateway.limits.body-memory, much, a size such as 10MB",
        "gateway.operators.local-reads, maybe, true or false",
        "gateway.demo, maybe, true or false",
        "gateway.usage-cost, sometimes, 'streams, always or never'",
        "endpoints.pointsman.sensitive, maybe, true or false",
        "endpoints.all.enabled, yess, true or false",
        "micronaut.server.max-request-size, 0, > 0",
        "micronaut.server.max-request-size, -1, > 0",
        "micronaut.server.max-request-size, large, a size such as 10MB",
        "micronaut.lifecycle.graceful-shutdown.grace-period, soon, a duration such as 30s",
        "micronaut.lifecycle.graceful-shutdown.grace-period, -1s, 0 to 24h"
    })
    void aValueThatCannotBeReadStopsTheStart(String key, String value, String expected) {
        assertThatThrownBy(() -> Gateway.start(Map.of(key, value)).close())
                .satisfies(thrown -> assertThat(Application.mistake(thrown))
                        .hasValueSatisfying(told ->
                                assertThat(told).contains(key + ": ").contains("(expected: " + expected + ")")));
    }

    @ParameterizedTest
    @CsvSource({"gateway.operators, anywhere", "gateway.limits.nodez, 7", "gateway.host, a.example", "gateway, x"})
    void anUnknownKeyStopsTheStart(String key, String value) {
        assertThatThrownBy(() -> Gateway.start(Map.of(key, value)).close())
                .satisfies(thrown -> assertThat(Application.mistake(thrown))
                        .hasValueSatisfying(told -> assertThat(told)
                                .contains(key + ": unknown (expected: ", "gateway.limits.nodes")
                                .doesNotContain(value + " (")));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> Gateway.start(
                                Map.of("gateway.limits.nodes", "x", "gateway.demo", "maybe", "gateway.host", "a"))
                        .close())
                .satisfies(thrown -> assertThat(Application.mistake(thrown))
                        .hasValueSatisfying(told -> assertThat(told)
                                .contains("gateway.limits.nodes: x", "gateway.demo: maybe", "gateway.host: unknown")));
    }

    @Test
    void whateverItsFormARightSettingIsTaken() {
        assertThatCode(() -> Gateway.start(Map.of(
                                "gateway.limits.bodyMemory", "64MB",
                                "gateway.limits.nodes", 1000,
                                "gateway.hosts[0]", "a.example",
                                "gateway.origins", List.of("https://a.example"),
                                "gateway.usage-cost", "ALWAYS",
                                "micronaut.lifecycle.graceful-shutdown.grace-period", "0s"))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void ofVariablesThoseOfLimitsAndOperatorsAreCompared() {
        PropertySource variables =
                new MapPropertySource(
                        "variables",
                        Map.of(
                                "GATEWAY_LIMITS_BODY_MEMORY", "64MB",
                                "GATEWAY_OPERATORS_ROLES_0", "admin",
                                "GATEWAY_SERVICE_HOST", "10.0.0.1", // as Kubernetes sets it for a service named gateway
                                "GATEWAY_LIMITS_NODEZ", "7",
                                "GATEWAY_OPERATORS", "anywhere")) {
                    @Override
                    public PropertyConvention getConvention() {
                        return PropertyConvention.ENVIRONMENT_VARIABLE;
                    }
                };
        Set<String> known = GatewayKeys.all().keySet();
        assertThat(UnknownKeys.in(List.of(variables), known))
                .containsExactly("GATEWAY_LIMITS_NODEZ", "GATEWAY_OPERATORS");
    }
}
