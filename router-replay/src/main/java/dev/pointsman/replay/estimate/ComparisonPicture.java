package dev.pointsman.replay.estimate;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Charts of a comparison: for each metric a panel with the estimate and interval of each policy, and a bar chart of the
 * models' shares. An estimate without a value shows its verdict.
 */
final class ComparisonPicture {
    static final int WIDTH = 480;
    static final int HEIGHT = 380;

    private static final int COLUMNS = 3;
    private static final Color[] COLOURS = {
        new Color(0x1B6CA8), new Color(0xC2571A), new Color(0x3B8132), new Color(0x7A4E9E), new Color(0x6B6B6B)
    };

    private ComparisonPicture() {}

    /**
     * Draws a comparison.
     *
     * @param comparison the comparison
     * @param file path of the PNG
     * @throws IOException if it cannot be written
     */
    static void write(PolicyComparison comparison, Path file) throws IOException {
        List<Chart<?, ?>> panels = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            panels.add(IntervalPanel.panel(comparison, DisplayedMetric.of(metric)));
        }
        panels.add(SharePanel.panel(comparison));
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(panels, panels.size() / COLUMNS, COLUMNS, out, BitmapFormat.PNG);
        }
    }

    /** Returns the colour of a policy by its index. */
    static Color colour(int place) {
        return COLOURS[place % COLOURS.length];
    }
}
