package dev.pointsman.replay.estimate;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Bar chart of the models' shares. */
final class SharePanel {
    private SharePanel() {}

    static CategoryChart panel(PolicyComparison comparison) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(ComparisonPicture.WIDTH)
                .height(ComparisonPicture.HEIGHT)
                .title("share of first attempts %")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setYAxisMin(0.0).setXAxisLabelRotation(30);
        chart.getStyler().setAvailableSpaceFill(.8);
        List<String> models = comparison.base().models();
        for (int place = 0; place < comparison.estimates().size(); place++) {
            PolicyEstimate estimate = comparison.estimates().get(place);
            List<Double> values = new ArrayList<>();
            List<Double> errors = new ArrayList<>();
            String name = estimate.policy();
            for (String model : models) {
                MetricEstimate share = DisplayedMetric.share(model).of(estimate);
                values.add(share.isSupported() ? share.value() : 0);
                errors.add(share.isSupported() ? (share.upper() - share.lower()) / 2 : 0);
                name = share.isSupported() ? name : estimate.policy() + ": no number";
            }
            chart.addSeries(name, models, values, errors).setFillColor(ComparisonPicture.colour(place));
        }
        return chart;
    }
}
