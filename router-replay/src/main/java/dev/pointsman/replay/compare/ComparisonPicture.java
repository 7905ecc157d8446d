package dev.pointsman.replay.compare;

import dev.pointsman.replay.estimate.Metric;
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
 * A comparison as a picture: a panel for each number, in it a dot with its interval for each policy, and a panel of bars
 * for the models' shares. What has no number has its verdict in words.
 */
public final class ComparisonPicture {
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
     * @param comparison what to draw
     * @param file where to write the PNG
     * @throws IOException if it can't be written
     */
    public static void write(PolicyComparison comparison, Path file) throws IOException {
        List<Chart<?, ?>> panels = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            panels.add(IntervalPanel.panel(comparison, DisplayedMetric.of(metric)));
        }
        panels.add(SharePanel.panel(comparison));
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(panels, panels.size() / COLUMNS, COLUMNS, out, BitmapFormat.PNG);
        }
    }

    /** The colour of a policy by its place. */
    static Color colour(int place) {
        return COLOURS[place % COLOURS.length];
    }
}
