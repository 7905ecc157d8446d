package dev.pointsman.benchmarks.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The plots, as PNG files in a folder. */
final class Pictures {
    private static final int SHOWN = 5; // strategies in the plot of losses
    private static final double CLIPPED = 3; // a loss beyond is drawn as this
    private static final Color OURS = new Color(0x1B6CA8);
    private static final Color THEIRS = new Color(0xC2571A);

    private final Cells cells;
    private final Path folder;

    Pictures(Cells cells, Path folder) {
        this.cells = cells;
        this.folder = folder;
    }

    void write() throws IOException {
        save(losses(1), "loss-1-router.png");
        save(losses(8), "loss-8-routers.png");
        save(frontier(), "frontier.png");
    }

    private CategoryChart losses(int routers) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1200)
                .height(560)
                .title("Loss over the oracle, "
                        + new Place("", routers).toString().substring(2))
                .yAxisTitle("loss / oracle's loss, clipped at " + (int) CLIPPED)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler().setYAxisMin(.9).setYAxisMax(CLIPPED);
        chart.getStyler().setAvailableSpaceFill(.8);
        List<Place> places = cells.places().stream()
                .filter(place -> place.routers() == routers)
                .toList();
        List<String> names = places.stream().map(Place::world).toList();
        for (String strategy : shown()) {
            List<Double> values = places.stream()
                    .map(place -> Math.min(CLIPPED, cells.at(strategy, place).loss()))
                    .toList();
            chart.addSeries(strategy, names, values);
        }
        return chart;
    }

    /** The default one first, then the best others, and the linear one. */
    private List<String> shown() {
        List<String> names = new ArrayList<>(List.of("speed"));
        cells.strategies().stream()
                .filter(name -> !name.equals("speed") && !name.equals("balanced"))
                .sorted(java.util.Comparator.comparingDouble(cells::geometricMeanLoss))
                .limit(SHOWN - 2)
                .forEach(names::add);
        if (!names.contains("linear-speed") && cells.strategies().contains("linear-speed")) {
            names.add("linear-speed");
        }
        return names;
    }

    private XYChart frontier() {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(560)
                .title("Cost and latency of the goals, stationary world, one router")
                .xAxisTitle("USD per 1000 calls")
                .yAxisTitle("mean latency, s")
                .build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setMarkerSize(14);
        for (String goal : List.of("speed", "balanced", "cost")) {
            point(chart, goal, OURS);
            point(chart, "linear-" + goal, THEIRS);
        }
        return chart;
    }

    private void point(XYChart chart, String strategy, Color colour) {
        if (cells.strategies().contains(strategy)) {
            Cell cell = cells.at(strategy, Place.STATIONARY);
            chart.addSeries(strategy, List.of(cell.dollars()), List.of(cell.seconds()))
                    .setMarkerColor(colour);
        }
    }

    private void save(Chart<?, ?> chart, String file) throws IOException {
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
    }
}
