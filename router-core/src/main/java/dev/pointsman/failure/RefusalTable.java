package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the error responses of known providers, read from the resource {@code refusals.txt}: the kind of failure by
 * status, code and message. Immutable and thread-safe.
 *
 * <p>{@link #failure} is for clients that no built-in classifier knows:
 *
 * <pre>{@code
 * throw new ProviderException(RefusalTable.BUILT_IN.failure(response.statusCode(), code, message, retryAfter));
 * }</pre>
 */
public final class RefusalTable {
    /** The built-in table; its last rule matches everything. */
    public static final RefusalTable BUILT_IN = load();

    private static final Pattern STATUS = Pattern.compile("\\d{3}");
    private static final int COLUMNS = 7;
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
        if (columns.size() != COLUMNS) {
            throw new IllegalStateException("refusals.txt: " + line + " (expected: " + COLUMNS + " columns)");
        }
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

    /**
     * Returns the rules.
     *
     * @return the rules, in their order
     */
    public List<FailureRule> rules() {
        return Collections.unmodifiableList(rules);
    }

    /**
     * Returns the families that rules name.
     *
     * @return the families, sorted, such as {@code anthropic} and {@code groq}
     */
    public static List<String> families() {
        return BUILT_IN.rules.stream()
                .map(FailureRule::provider)
                .filter(family -> !family.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Returns the provider family of a host.
     *
     * @param host the host's name
     * @return the family; empty if unknown, such as that of a self-hosted server
     */
    public String family(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .filter(known -> known.isOf(lower))
                .map(Host::family)
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the failure of an error response. It has the code, and nothing of the message, which may quote a prompt or
     * a key.
     *
     * @param status the HTTP status; 0 when unknown, such as for an error inside a stream
     * @param code the code or type that the response names; null for none
     * @param message the provider's message; null for none
     * @param retryAfter the time that the provider asks to wait; null for none
     * @return the failure
     */
    public Failure failure(int status, @Nullable String code, @Nullable String message, @Nullable Duration retryAfter) {
        Set<String> codes = code == null || code.isBlank() ? Set.of() : Set.of(code);
        return failure(new Refusal("", "", status, codes, message == null ? "" : message), retryAfter);
    }

    /**
     * Returns the failure of an error response. It has the codes, and nothing of the message, which may quote a prompt or
     * a key.
     *
     * @param refusal the error response
     * @param retryAfter the time that the provider asks to wait; null for none
     * @return the failure
     */
    public Failure failure(Refusal refusal, @Nullable Duration retryAfter) {
        return failure(refusal, retryAfter, "");
    }

    /** Returns the failure of an error response that names a parameter of the request; empty for none. */
    Failure failure(Refusal refusal, @Nullable Duration retryAfter, String param) {
        FailureRule rule = find(refusal);
        String status = refusal.status() == 0 ? "error" : "status " + refusal.status();
        String codes = refusal.codes().stream()
                .filter(FailureRule::isCode)
                .sorted()
                .map(code -> " " + code)
                .collect(Collectors.joining());
        String code = refusal.codes().stream()
                .filter(FailureRule::isCode)
                .filter(one -> !STATUS.matcher(one).matches())
                .findFirst()
                .orElse("");
        return new Failure(rule.kind(), refusal.status(), status + codes, retryAfter, rule.name(), code, param);
    }

    /**
     * Returns the first matching rule: of the provider's own family, or else of any.
     *
     * @param refusal the error response
     * @return the rule; the last one matches everything
     */
    public FailureRule find(Refusal refusal) {
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
