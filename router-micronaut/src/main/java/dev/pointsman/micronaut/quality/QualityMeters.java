package dev.pointsman.micronaut.quality;

import dev.pointsman.quality.LearnedModel;
import dev.pointsman.quality.QualityCounts;
import dev.pointsman.quality.QualityLabel;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualityStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Meters of learned quality, of evidence, of checked answers and of noticed changes. */
final class QualityMeters implements QualityReader {
    private static final String MODEL = "pointsman.model";
    private static final String POOL = "pointsman.pool";
    private static final String SIGNAL = "pointsman.signal";

    private final MultiGauge learned;
    private final MultiGauge evidence;
    private final MultiGauge good;

    QualityMeters(MeterRegistry registry, QualityMonitor monitor, QualityNotices notices) {
        learned = MultiGauge.builder("pointsman.quality.learned")
                .description("quality of a model as strategies see it: learned from grades and checks")
                .register(registry);
        evidence = MultiGauge.builder("pointsman.quality.evidence")
                .description("evidence against a model in comparison with its peers, as a share of that of an alarm")
                .register(registry);
        good = MultiGauge.builder("pointsman.quality.good")
                .description("share of good answers, or mean grade, of a day or since a noticed change began")
                .register(registry);
        counter(registry, monitor, "answers", "checked", QualityCounts::answers);
        counter(registry, monitor, "answers", "graded", QualityCounts::grades);
        counter(registry, monitor, "answers", "unknown", QualityCounts::unknown);
        counter(registry, monitor, "answers", "dropped", QualityCounts::dropped);
        counter(registry, monitor, "invalid", "bad-json", QualityCounts::badJson);
        counter(registry, monitor, "invalid", "unknown-tool", QualityCounts::unknownTool);
        counter(registry, monitor, "invalid", "schema-mismatch", QualityCounts::schemaMismatch);
        for (QualityLabel label : QualityLabel.values()) {
            FunctionCounter.builder("pointsman.quality.changes", notices, all -> all.count(label))
                    .description("noticed changes of models")
                    .tags("pointsman.label", label.toString())
                    .register(registry);
        }
    }

    private static void counter(
            MeterRegistry registry,
            QualityMonitor monitor,
            String name,
            String kind,
            ToDoubleFunction<QualityCounts> count) {
        FunctionCounter.builder("pointsman.quality." + name, monitor, one -> count.applyAsDouble(one.counts()))
                .description(name.equals("answers") ? "answers and grades, by use" : "invalid tool calls, by kind")
                .tags("pointsman.kind", kind)
                .register(registry);
    }

    @Override
    public void read(List<QualityStatus> signals, List<LearnedModel> models) {
        learned.register(
                models.stream()
                        .map(one -> MultiGauge.Row.of(Tags.of(POOL, one.pool(), MODEL, one.model()), one.applied()))
                        .toList(),
                true);
        evidence.register(
                signals.stream()
                        .map(one -> MultiGauge.Row.of(tags(one), one.evidence()))
                        .toList(),
                true);
        good.register(
                signals.stream()
                        .map(one -> MultiGauge.Row.of(tags(one), one.now().mean()))
                        .toList(),
                true);
    }

    private static Tags tags(QualityStatus one) {
        return Tags.of(MODEL, one.model(), SIGNAL, one.signal().toString());
    }
}
