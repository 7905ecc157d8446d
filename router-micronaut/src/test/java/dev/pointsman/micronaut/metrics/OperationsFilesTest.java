package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.testkit.Fault;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

/** The dashboard, the alert rules and the table of meters beside what a running application shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsFilesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

    /** Labels that Prometheus adds by itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private final Metered application = new Metered();
    private Scrape scrape;

    @BeforeAll
    void call() throws Exception {
        application.first.next(Fault.rateLimited());
        application.ask();
        application.stream();
        scrape = application.scrape();
    }

    @AfterAll
    void close() {
        application.close();
    }

    @Test
    void theDashboardAsksForWhatIsThere() throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DOCS.resolve("operations/dashboard.json")));
        List<JsonNode> panels = new ArrayList<>();
        dashboard.path("panels").forEach(panels::add);
        assertThat(panels).hasSizeGreaterThan(20);
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        List<String> checked = new ArrayList<>();
        for (JsonNode panel : panels) {
            for (JsonNode target : panel.path("targets")) {
                Expression expression = Expression.of(target.path("expr").asText());
                for (String operand : target.path("expr").asText().split(" / ", -1)) { // may have labels of its own
                    check(Expression.of(operand), target.path("expr").asText());
                }
                checkLabels(expression, target.path("legendFormat").asText());
                checked.add(target.path("expr").asText());
            }
        }
        dashboard.at("/templating/list").forEach(variable -> {
            if (variable.path("type").asText().equals("query")) {
                String query = variable.at("/query/query").asText();
                check(Expression.of(query), query);
            }
        });
        assertThat(checked).hasSizeGreaterThan(20);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theAlertRulesAskForWhatIsThere() throws Exception {
        Map<String, Object> file = new Yaml().load(Files.readString(DOCS.resolve("operations/alerts.yml")));
        List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
        List<Map<String, Object>> rules =
                (List<Map<String, Object>>) groups.get(0).get("rules");
        assertThat(rules)
                .hasSizeGreaterThan(5)
                .extracting(rule -> rule.get("alert"))
                .doesNotHaveDuplicates();
        for (Map<String, Object> rule : rules) {
            String text = (String) rule.get("expr");
            Expression expression = Expression.of(text);
            check(expression, text);
            Map<String, String> annotations = (Map<String, String>) rule.get("annotations");
            assertThat(annotations).containsOnlyKeys("summary", "description");
            checkGroup(expression, annotations.get("summary"));
            assertThat((Map<String, String>) rule.get("labels")).containsOnlyKeys("severity");
        }
    }

    @Test
    void theTableHasEveryMeterAndNoOther() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        for (String row : Files.readAllLines(DOCS.resolve("metrics.md"))) {
            String[] cells = row.split("\\|", -1);
            if (row.startsWith("| `") && cells.length == 7) {
                documented.put(bare(cells[1]), bare(cells[2]) + " " + bare(cells[3]) + " " + tagsOf(cells[4]));
            }
        }
        PrometheusMeterRegistry registry = application.bean(PrometheusMeterRegistry.class);
        Map<String, String> real = new TreeMap<>();
        ours(registry).forEach(meter -> real.put(meter.getId().getName(), row(registry, meter)));
        assertThat(documented).isEqualTo(real);
    }

    @Test
    void everyMetricOfTheTableIsRead() {
        PrometheusMeterRegistry registry = application.bean(PrometheusMeterRegistry.class);
        Set<String> names = scrape.samples().stream().map(Scrape.Sample::name).collect(Collectors.toSet());
        ours(registry)
                .forEach(meter -> assertThat(names)
                        .containsAnyOf(prometheus(registry, meter), prometheus(registry, meter) + "_count"));
    }

    private void check(Expression expression, String text) {
        assertThat(expression.metrics()).as(text).isNotEmpty();
        for (String metric : expression.metrics()) {
            List<Scrape.Sample> samples = scrape.of(metric, Map.of());
            assertThat(samples).as(metric + " in " + text).isNotEmpty();
            Set<String> labels = new TreeSet<>(expression.labels());
            labels.removeAll(OF_PROMETHEUS);
            assertThat(samples.get(0).labels().keySet())
                    .as(metric + " in " + text)
                    .containsAll(labels);
        }
        expression
                .values()
                .forEach((label, value) -> assertThat(expression.metrics())
                        .as(label + "=" + value + " in " + text)
                        .anySatisfy(metric -> assertThat(scrape.of(metric, Map.of(label, value)))
                                .isNotEmpty()));
    }

    /** A legend may name labels that the expression has kept. */
    private void checkLabels(Expression expression, String legend) {
        TEMPLATE.matcher(legend)
                .results()
                .forEach(label -> assertThat(expression.metrics())
                        .as(legend)
                        .allSatisfy(metric -> assertThat(
                                        scrape.of(metric, Map.of()).get(0).labels())
                                .containsKey(label.group(1))));
    }

    /** An alert keeps only the labels that it groups by. */
    private static void checkGroup(Expression expression, String summary) {
        TEMPLATE.matcher(summary)
                .results()
                .forEach(label -> assertThat(expression.labels()).as(summary).contains(label.group(1)));
    }

    private static Stream<Meter> ours(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("pointsman.")
                        || meter.getId().getName().startsWith("gen_ai."));
    }

    private static String row(PrometheusMeterRegistry registry, Meter meter) {
        Set<String> tags = new TreeSet<>();
        meter.getId().getTags().forEach(tag -> tags.add(tag.getKey()));
        String type = meter.getId()
                .getType()
                .name()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("distribution_", "");
        return prometheus(registry, meter) + " " + type + " " + tags;
    }

    private static String prometheus(PrometheusMeterRegistry registry, Meter meter) {
        String name = meter.getId().getConventionName(registry.config().namingConvention());
        return meter.getId().getType() == Meter.Type.COUNTER ? name + "_total" : name;
    }

    private static Set<String> tagsOf(String cell) {
        Set<String> tags = new TreeSet<>();
        for (String word : cell.split(",", -1)) {
            switch (bare(word)) {
                case "model" ->
                    tags.addAll(Set.of(
                            MeterNames.OPERATION, MeterNames.PROVIDER, MeterNames.REQUEST_MODEL, MeterNames.MODEL));
                case "pool" -> tags.add(MeterNames.POOL);
                case "goal" -> tags.add(MeterNames.GOAL);
                default -> tags.add(bare(word));
            }
        }
        return tags;
    }

    private static String bare(String cell) {
        return cell.strip().replace("`", "");
    }
}
