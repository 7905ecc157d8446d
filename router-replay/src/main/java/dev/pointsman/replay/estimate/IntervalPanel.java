package dev.pointsman.replay.estimate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Chart of one metric: the estimate of each policy with its interval, which may be asymmetric. */
final class IntervalPanel {
    private static final double HEADROOM = .15; // of the shown range, above and below
    private static final float WHISKER = 3;
    private static final int STEPS = 6;

    private final XYChart chart;
    private final double low;
    private final double high;

    private IntervalPanel(String title, List<MetricEstimate> figures) {
        double least = figures.stream()
                .filter(MetricEstimate::isSupported)
                .mapToDouble(MetricEstimate::lower)
                .min()
                .orElse(0);
        double most = figures.stream()
                .filter(MetricEstimate::isSupported)
                .mapToDouble(MetricEstimate::upper)
                .max()
                .orElse(1);
        double margin = most > least ? HEADROOM * (most - least) : Math.max(1e-6, HEADROOM * Math.abs(most));
        low = least >= 0 ? Math.max(0, least - margin) : least - margin;
        high = most + margin;
        chart = new XYChartBuilder()
                .width(ComparisonPicture.WIDTH)
                .height(ComparisonPicture.HEIGHT)
                .title(title + " and its 95 % interval")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setPlotGridVerticalLinesVisible(false).setXAxisTicksVisible(false);
        chart.getStyler().setXAxisMin(-.5).setXAxisMax(figures.size() - .5);
        chart.getStyler().setYAxisMin(low).setYAxisMax(high).setYAxisDecimalPattern(decimals(high - low));
    }

    static XYChart panel(PolicyComparison comparison, DisplayedMetric shown) {
        List<MetricEstimate> figures =
                comparison.estimates().stream().map(shown::of).toList();
        IntervalPanel dots = new IntervalPanel(shown.label(), figures);
        for (int place = 0; place < figures.size(); place++) {
            dots.draw(comparison.estimates().get(place).policy(), place, figures.get(place));
        }
        return dots.chart;
    }

    private static String decimals(double range) {
        int digits = (int) Math.max(0, Math.min(8, Math.ceil(1 - Math.log10(range))));
        return digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits);
    }

    /** Adds the series of a policy; an estimate without a value has only a legend entry. */
    private void draw(String policy, int place, MetricEstimate figure) {
        boolean supported = figure.isSupported();
        Color colour = ComparisonPicture.colour(place);
        chart.addSeries(policy, new double[] {place, place}, new double[] {figure.lower(), figure.upper()})
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(colour)
                .setLineStyle(new BasicStroke(WHISKER));
        if (supported) {
            chart.addSeries(policy + " value", new double[] {place}, new double[] {figure.value()})
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(colour)
                    .setShowInLegend(false);
        } else {
            double height = low + (high - low) * (1 + place % STEPS) / (1.0 + STEPS); // beside each other they overlap
            chart.addAnnotation(new AnnotationText(DisplayedMetric.words(figure.verdict()), place, height, false));
        }
    }
}
