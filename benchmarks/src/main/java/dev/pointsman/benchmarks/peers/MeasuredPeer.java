package dev.pointsman.benchmarks.peers;

import dev.pointsman.benchmarks.peers.PeerConnection.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Server that is measured, and what its calls of one cell of the table took. The provider alone has no process. */
final class MeasuredPeer implements AutoCloseable {
    private static final int MOST_LOOKS = 50;
    private static final long BETWEEN_LOOKS = 200; // milliseconds
    private static final double IDLE = 2e6; // nanoseconds of compilers between two looks

    private final String name;
    private final int port;
    private final @Nullable ProxyProcess process;
    private final List<Timing> timings = new ArrayList<>(); // of the cell
    private final List<Double> costs = new ArrayList<>(); // microseconds per call, round by round
    private double compilers; // microseconds of all rounds

    MeasuredPeer(String name, int port, @Nullable ProxyProcess process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Returns whether a JIT compiler works in it for long. */
    boolean isCompiled() {
        return process != null && process.isJava();
    }

    /** Waits until its compilers have done what they have begun with, for some seconds at most. */
    void settle() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        for (int i = 0; i < MOST_LOOKS; i++) {
            ProcessorTimes before = process.processorTimes();
            Thread.sleep(BETWEEN_LOOKS);
            if (process.processorTimes().since(before).compilers() < IDLE) {
                return;
            }
        }
    }

    /** Begins another cell. */
    void clear() {
        timings.clear();
        costs.clear();
        compilers = 0;
    }

    /** Makes the calls of one round. */
    void round(PeerCalls calls, int connections, int count, long most) throws Exception {
        ProcessorTimes before = process == null ? null : process.processorTimes();
        List<Timing> made = calls.make(port, connections, count, most);
        timings.addAll(made);
        if (process != null && before != null) {
            ProcessorTimes spent = process.processorTimes().since(before);
            costs.add(spent.all() / 1e3 / made.size());
            compilers += spent.compilers() / 1e3;
        }
    }

    /** Returns the median of the rounds' ratios to those of another server; NaN if one of them has no process. */
    double over(MeasuredPeer other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(costs.size(), other.costs.size()); i++) {
            ratios.add(costs.get(i) / other.costs.get(i));
        }
        return median(ratios);
    }

    /** Returns the line of the cell: times are those beside the provider alone. */
    String line(PeerCalls calls, int connections, MeasuredPeer alone, MeasuredPeer first) throws IOException {
        StringBuilder line = new StringBuilder(String.join(" | ", name, calls.name(), "" + connections));
        line.append(
                process == null
                        ? " | | | "
                        : String.format(
                                Locale.ROOT,
                                " | %.0f | %.0f | %s",
                                median(costs),
                                compilers / timings.size(),
                                Double.isNaN(over(first)) ? "" : String.format(Locale.ROOT, "%.2f", over(first))));
        for (int kind = 0; kind < 2; kind++) {
            for (double quantile : new double[] {.5, .99}) {
                double more = at(kind, quantile) - (process == null ? 0 : alone.at(kind, quantile));
                line.append(String.format(Locale.ROOT, " | %.3f", more / 1e6));
            }
        }
        return line.append(process == null ? " | " : String.format(Locale.ROOT, " | %.0f", process.megabytes()))
                .toString();
    }

    /** Returns a quantile of the times to the first byte, or to the end. */
    private double at(int kind, double quantile) {
        long[] sorted = timings.stream()
                .mapToLong(kind == 0 ? Timing::first : Timing::end)
                .sorted()
                .toArray();
        return sorted[(int) (quantile * (sorted.length - 1))];
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : values.stream().sorted().toList().get(values.size() / 2);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
