package dev.pointsman.replay.simulator.session;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;

/**
 * Plot of cost and late first tokens, both as geometric means over the worlds: a line for each rule, over its goals speed,
 * balanced and cost; a point for a rule without goals.
 */
final class SessionPicture {
    private static final Color[] COLOURS = {
        new Color(0x1B6CA8),
        new Color(0x7FB2D6),
        new Color(0xC2571A),
        new Color(0x7A4E9E),
        new Color(0x6B6B6B),
        new Color(0xA8892B),
        new Color(0x9CCB86),
        new Color(0x3B8132),
        new Color(0x1F4D1A)
    };
    private static final double ABOVE = .035; // of a goal's name over its point, as a share of the highest one

    private SessionPicture() {}

    static void write(SessionCells cells, String title, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(640)
                .title(title)
                .xAxisTitle("USD per 1,000 turns, geometric mean over the worlds")
                .yAxisTitle("p95 of the time to the first token, s, geometric mean over the worlds")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        double above = ABOVE
                * cells.rules().stream()
                        .flatMap(rule -> means(cells, rule, SessionCell::p95).stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
        int index = 0;
        for (String rule : cells.rules()) {
            List<Double> dollars = means(cells, rule, SessionCell::dollars);
            List<Double> late = means(cells, rule, SessionCell::p95);
            Color colour = COLOURS[index++ % COLOURS.length];
            XYSeries series = chart.addSeries(rule, dollars, late);
            series.setLineStyle(rule.endsWith("oracle") ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
            series.setLineColor(colour);
            series.setMarkerColor(colour);
            if (rule.equals(SessionRule.GOAL.name())) {
                int place = 0;
                for (SessionGoal goal : SessionGoal.values()) {
                    double x = dollars.get(place);
                    chart.addAnnotation(new AnnotationText(goal.toString(), x, above + late.get(place++), false));
                }
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
        }
    }

    private static List<Double> means(SessionCells cells, String rule, ToDoubleFunction<SessionCell> value) {
        return Stream.of(SessionGoal.values())
                .map(goal -> Math.exp(cells.mean(rule, goal, cell -> Math.log(value.applyAsDouble(cell)))))
                .toList();
    }
}
