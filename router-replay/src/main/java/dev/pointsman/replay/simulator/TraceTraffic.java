package dev.pointsman.replay.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Traffic from a recorded trace, the same for every seed. */
final class TraceTraffic implements Traffic {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private final List<CallArrival> arrivals;

    private TraceTraffic(List<CallArrival> arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Reads a trace: a header, then lines of {@code 2023-11-16 18:15:46.68,374,44}: time, tokens of the prompt, tokens of
     * the answer. The first line is the beginning.
     *
     * @param file a CSV file
     * @return the traffic
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if a line is not of that form
     */
    static TraceTraffic read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<CallArrival> arrivals = new ArrayList<>(lines.size());
        LocalDateTime first = null;
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            SimulationPreconditions.require(cells.length == 3, file + ":" + (i + 1), lines.get(i), "three cells");
            try {
                LocalDateTime time = LocalDateTime.parse(cells[0], TIME);
                first = first == null ? time : first;
                double seconds = first.until(time, ChronoUnit.NANOS) * 1e-9;
                arrivals.add(
                        new CallArrival(seconds, Integer.parseInt(cells[1]), Math.max(1, Integer.parseInt(cells[2]))));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        file + ":" + (i + 1) + ": " + lines.get(i) + " (expected: time, tokens, tokens)", e);
            }
        }
        SimulationPreconditions.require(!arrivals.isEmpty(), file.toString(), "no call", "at least one line");
        return new TraceTraffic(List.copyOf(arrivals));
    }

    @Override
    public Iterator<CallArrival> arrivals(long seed, double seconds) {
        return arrivals.stream().filter(arrival -> arrival.seconds() < seconds).iterator();
    }

    @Override
    public double meanOutputTokens() {
        return arrivals.stream().mapToInt(CallArrival::outputTokens).average().orElse(1);
    }
}
