package dev.pointsman.wire.failure;

import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ValueErrors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Rules for the error responses of known providers, read from the resource {@code refusals.txt}. Immutable. */
final class RefusalTable {
    /** The built-in table; its last rule matches everything. */
    static final RefusalTable BUILT_IN = load();

    private static final String ANY = "*";
    private static final String ANY_FAMILY = "any";

    private final List<FailureRule> rules = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();

    private record Host(String family, String suffix) {
        boolean isOf(String host) {
            int start = host.length() - suffix.length();
            return host.endsWith(suffix)
                    && (start == 0 || suffix.startsWith(".") || ".-".indexOf(host.charAt(start - 1)) >= 0);
        }
    }

    private RefusalTable() {}

    private static RefusalTable load() {
        try (InputStream in = Objects.requireNonNull(RefusalTable.class.getResourceAsStream("refusals.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            RefusalTable table = new RefusalTable();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(table::add);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        List<String> columns =
                Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        if (columns.get(0).equals("host")) {
            hosts.add(new Host(columns.get(1), columns.get(2)));
            return;
        }
        ValueErrors.that(columns.size() == 7, "refusals.txt", line, "seven columns");
        rules.add(new FailureRule(
                columns.get(0),
                columns.get(1).equals(ANY_FAMILY) ? "" : columns.get(1),
                list(columns.get(2)),
                list(columns.get(3)),
                columns.get(4).equals(ANY) ? "" : columns.get(4),
                FailureKind.valueOf(columns.get(5).toUpperCase(Locale.ROOT).replace('-', '_')),
                columns.get(6)));
    }

    private static List<String> list(String column) {
        return column.equals(ANY) ? List.of() : List.of(column.split(","));
    }

    /** Returns the rules in their order. */
    List<FailureRule> rules() {
        return rules;
    }

    /** Returns the families that rules name, sorted. */
    static List<String> families() {
        return BUILT_IN.rules.stream()
                .map(FailureRule::provider)
                .filter(family -> !family.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the provider family of a host; empty if unknown, such as a self-hosted server. */
    String family(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .filter(known -> known.isOf(lower))
                .map(Host::family)
                .findFirst()
                .orElse("");
    }

    /** Returns the first matching rule: of the provider's own family, or else of any. */
    FailureRule find(Refusal refusal) {
        return rules.stream()
                .filter(rule -> !rule.provider().isEmpty() && rule.provider().equals(refusal.family()))
                .filter(rule -> rule.matchesAnyProvider(refusal))
                .findFirst()
                .or(() -> rules.stream()
                        .filter(rule -> rule.matchesAnyProvider(refusal))
                        .findFirst())
                .orElseThrow();
    }
}
