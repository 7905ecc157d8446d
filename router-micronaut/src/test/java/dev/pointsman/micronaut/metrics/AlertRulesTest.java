package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.yaml.snakeyaml.Yaml;

/**
 * The alert rules and their unit tests for promtool. The environment variable {@code PROMTOOL} names the tool and makes
 * it required; without it, and without one in the path, the rules' tests are reported as not run.
 */
class AlertRulesTest {
    private static final Path OPERATIONS = Path.of("..", "docs", "operations");
    private static final String TESTS = "alerts.test.yml";

    @Test
    void everyRuleIsTestedWhenItFiresAndWhenItDoesNot() throws IOException {
        Set<Object> rules = maps(read("alerts.yml"), "groups")
                .flatMap(group -> maps(group, "rules"))
                .map(rule -> rule.get("alert"))
                .collect(Collectors.toSet());
        List<Map<String, Object>> cases = maps(read(TESTS), "tests")
                .flatMap(test -> maps(test, "alert_rule_test"))
                .toList();

        assertThat(rules).hasSizeGreaterThan(5).isEqualTo(named(cases, true));
        assertThat(named(cases, false))
                .contains(
                        "PointsmanPoolCritical",
                        "PointsmanPoolDegraded",
                        "PointsmanBreakerOpenTooLong",
                        "PointsmanCallsFail",
                        "PointsmanCostJump",
                        "PointsmanRetryBudgetUsedUp");
    }

    @Test
    void promtoolFindsTheRulesAsTheirTestsExpect(TestReporter reporter) throws Exception {
        String required = System.getenv("PROMTOOL");
        Process process;
        try {
            process = new ProcessBuilder(required == null ? "promtool" : required, "test", "rules", TESTS)
                    .directory(OPERATIONS.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            if (required != null) {
                throw e;
            }
            reporter.publishEntry("not run", "promtool is not installed");
            return;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    private static Set<Object> named(List<Map<String, Object>> cases, boolean firing) {
        return cases.stream()
                .filter(one -> one.containsKey("exp_alerts") == firing)
                .map(one -> one.get("alertname"))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> read(String file) throws IOException {
        return new Yaml().load(Files.readString(OPERATIONS.resolve(file)));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> maps(Map<String, Object> from, String key) {
        return ((List<Map<String, Object>>) from.get(key)).stream();
    }
}
