package dev.pointsman.benchmarks;

import java.util.List;
import java.util.Locale;

/** All that was measured in one run, each beside the peer of the same run. */
final class RatioTable {
    private final List<Measured> rows;

    RatioTable(List<Measured> rows) {
        this.rows = rows;
    }

    void print() {
        double peer = nanos("Peers.failsafe", 1);
        System.out.println("| benchmark | threads | median, ns | bytes | over Failsafe |");
        System.out.println("|---|---|---|---|---|");
        for (Measured row : rows) {
            line(
                    "| %s | %d | %.0f | %.0f | %.2f |",
                    row.name(), row.threads(), row.nanos(), row.bytes(), row.nanos() / peer);
        }
        System.out.println();
        ratio("whole call, 8 candidates, speed / Failsafe", "<= 1.0", nanos("WholeCall.call speed 8", 1) / peer);
        ratio("call with failover, empty body / Failsafe", "<= 1.5", nanos("RouterCall.call", 1) / peer);
        ratio("a decision, 8 candidates, speed: ns", "<= 400", nanos("Decide.decide speed 8", 1));
        ratio("a decision, 8 candidates, linear-speed: ns", "<= 120", nanos("Decide.decide linear-speed 8", 1));
        ratio("@Routed, synchronous: microseconds added", "<= 2", added("Routed.routed", "Routed.plain"));
        ratio("@Routed, Mono: microseconds added", "<= 2", added("Routed.routedMono", "Routed.plainMono"));
        ratio("two threads / one, deciding", ">= 1.6", gain("Decide.decide speed 8"));
        ratio("two threads / one, whole calls at one model", ">= 1.7", gain("WholeCall.call ordered 8"));
        ratio("chat client / bare client", "<= 1.15", nanos("Chat.chatClient", 1) / nanos("Chat.bareClient", 1));
        ratio("1000 candidates / 8, per candidate", "~ 1", perCandidate());
    }

    private double gain(String name) {
        return 2 * nanos(name, 1) / nanos(name, 2);
    }

    private double added(String ours, String plain) {
        return (nanos(ours, 1) - nanos(plain, 1)) / 1000;
    }

    private double perCandidate() {
        return nanos("Decide.decide speed 1000", 1) / 1000 / (nanos("Decide.decide speed 8", 1) / 8);
    }

    private double nanos(String name, int threads) {
        return rows.stream()
                .filter(row -> row.threads() == threads && row.name().equals(name))
                .mapToDouble(Measured::nanos)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void ratio(String what, String bound, double value) {
        if (!Double.isNaN(value)) {
            line("%s: %.2f %s", what, value, bound.isEmpty() ? "" : "(must be " + bound + ")");
        }
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values).strip());
    }
}
