package dev.pointsman.gateway;

import dev.pointsman.gateway.GatewayProcess.Collection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The gateway's heap and the other callers' p99 over time, before and while slow readers are there. */
final class SlowReadersPicture {
    private SlowReadersPicture() {}

    static void write(List<Collection> heap, List<double[]> calls, double slowReadersFrom, Path file)
            throws IOException {
        XYChart memory = chart("Heap (maximum 256 MB)", "MB");
        memory.addSeries(
                        "before a collection",
                        heap.stream().mapToDouble(Collection::second).toArray(),
                        heap.stream().mapToDouble(Collection::before).toArray())
                .setMarker(SeriesMarkers.NONE);
        memory.addSeries(
                        "after a collection",
                        heap.stream().mapToDouble(Collection::second).toArray(),
                        heap.stream().mapToDouble(Collection::after).toArray())
                .setMarker(SeriesMarkers.NONE);
        mark(memory, slowReadersFrom, 256);
        Map<Integer, List<Double>> seconds = new TreeMap<>();
        calls.forEach(call -> seconds.computeIfAbsent((int) call[0], second -> new ArrayList<>())
                .add(call[1]));
        double[] p99 =
                seconds.values().stream().mapToDouble(SlowReadersPicture::p99).toArray();
        XYChart latency = chart("Other callers, p99 of each second", "ms");
        latency.addSeries(
                        "p99",
                        seconds.keySet().stream()
                                .mapToDouble(Integer::doubleValue)
                                .toArray(),
                        p99)
                .setMarker(SeriesMarkers.NONE);
        mark(latency, slowReadersFrom, Arrays.stream(p99).max().orElse(1));
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(List.of(memory, latency), 2, 1, out, BitmapFormat.PNG);
        }
    }

    private static XYChart chart(String title, String unit) {
        return new XYChartBuilder()
                .width(800)
                .height(300)
                .title(title)
                .xAxisTitle("seconds since the start of the gateway")
                .yAxisTitle(unit)
                .build();
    }

    private static void mark(XYChart chart, double second, double height) {
        chart.addSeries("50 slow readers begin", new double[] {second, second}, new double[] {0, height})
                .setMarker(SeriesMarkers.NONE);
    }

    private static double p99(List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) (0.99 * (sorted.length - 1))];
    }
}
