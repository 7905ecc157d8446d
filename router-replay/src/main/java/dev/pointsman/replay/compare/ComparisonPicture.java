package dev.pointsman.replay.compare;

import dev.pointsman.replay.estimate.Estimate;
import dev.pointsman.replay.estimate.Figure;
import dev.pointsman.replay.estimate.Metric;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A comparison as a picture: a panel for each number, in it a dot with its interval for each policy. */
public final class ComparisonPicture {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 440;
    private static final int HEIGHT = 360;
    private static final double HEADROOM = .15; // of the shown range, above and below
    private static final Color[] COLOURS = {
        new Color(0x1B6CA8), new Color(0xC2571A), new Color(0x3B8132), new Color(0x7A4E9E), new Color(0x6B6B6B)
    };

    private final Comparison comparison;

    private ComparisonPicture(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Draws a comparison.
     *
     * @param comparison what to draw
     * @param file where to write the PNG
     * @throws IOException if it can't be written
     */
    public static void write(Comparison comparison, Path file) throws IOException {
        ComparisonPicture picture = new ComparisonPicture(comparison);
        List<XYChart> panels = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            panels.add(picture.panel(Shown.of(metric)));
        }
        for (Shown share : Shown.shares(comparison.base())) {
            panels.add(picture.panel(share));
        }
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(panels, rows, COLUMNS, out, BitmapFormat.PNG);
        }
    }

    private XYChart panel(Shown shown) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(shown.label())
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setPlotGridVerticalLinesVisible(false).setXAxisTicksVisible(false);
        List<Estimate> estimates = comparison.estimates();
        List<Figure> figures = estimates.stream().map(shown::of).toList();
        range(chart, figures);
        for (int i = 0; i < figures.size(); i++) {
            draw(chart, estimates.get(i).policy(), i, figures.get(i));
        }
        return chart;
    }

    private static void range(XYChart chart, List<Figure> figures) {
        double low = figures.stream().filter(Figure::isSupported).mapToDouble(Figure::lower).min().orElse(0);
        double high = figures.stream().filter(Figure::isSupported).mapToDouble(Figure::upper).max().orElse(1);
        double room = high > low ? HEADROOM * (high - low) : Math.max(1e-6, HEADROOM * Math.abs(high));
        chart.getStyler().setXAxisMin(-.5).setXAxisMax(figures.size() - .5);
        chart.getStyler().setYAxisMin(low - room).setYAxisMax(high + room);
        chart.getStyler().setYAxisDecimalPattern(decimals(high + room - (low - room)));
    }

    private static String decimals(double range) {
        int digits = (int) Math.max(0, Math.min(8, Math.ceil(1 - Math.log10(range))));
        return digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits);
    }

    private static void draw(XYChart chart, String policy, int place, Figure figure) {
        Color colour = COLOURS[place % COLOURS.length];
        double middle = (chart.getStyler().getYAxisMin() + chart.getStyler().getYAxisMax()) / 2;
        boolean supported = figure.isSupported();
        double x = place;
        double[] whisker = supported ? new double[] {figure.lower(), figure.upper()} : new double[] {middle, middle};
        chart.addSeries(policy, new double[] {x, x}, whisker)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(colour)
                .setLineStyle(new BasicStroke(supported ? 3 : 0));
        if (supported) {
            chart.addSeries(policy + " value", new double[] {x}, new double[] {figure.value()})
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(colour)
                    .setLineColor(colour)
                    .setShowInLegend(false);
        } else {
            chart.addAnnotation(new AnnotationText(Shown.words(figure.verdict()), x, middle, false));
        }
    }
}
