package dev.pointsman.replay.simulator.session;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;

/** Plot of cost and late first tokens: a line of three points for each rule, its goals speed, balanced and cost. */
final class SessionPicture {
    private SessionPicture() {}

    static void write(SessionCells cells, String title, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(600)
                .title(title)
                .xAxisTitle("USD per 1,000 turns, mean of the worlds")
                .yAxisTitle("p95 of the time to the first token, s, mean of the worlds")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setYAxisMin(0.).setXAxisMin(0.);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        for (String rule : cells.rules()) {
            List<Double> dollars = Stream.of(SessionGoal.values())
                    .map(goal -> cells.mean(rule, goal, SessionCell::dollars))
                    .toList();
            List<Double> late = Stream.of(SessionGoal.values())
                    .map(goal -> cells.mean(rule, goal, SessionCell::p95))
                    .toList();
            chart.addSeries(rule, dollars, late)
                    .setLineStyle(rule.endsWith("oracle") ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
        }
    }
}
