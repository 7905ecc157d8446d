package dev.pointsman.micronaut.usage;

import dev.pointsman.tenant.TenantBalance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Report of usage: rows by chosen columns, as values and as CSV. Immutable. */
public final class UsageReport {
    private static final int MONEY = 6;
    private static final int SHARE = 4;
    private static final String TOTAL = "total";

    /** Column that rows are grouped by. */
    private enum Column {
        DAY,
        TENANT,
        KEY,
        MODEL,
        GOAL;

        String of(UsageKey key) {
            return switch (this) {
                case DAY -> key.day().toString();
                case TENANT -> key.tenant().isEmpty() ? "unattributed" : key.tenant();
                case KEY -> key.key();
                case MODEL -> key.model();
                case GOAL -> key.goal();
            };
        }

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Column> columns;
    private final Map<String, UsageTotals> rows; // by the columns' values, separated by a character that no name has

    private UsageReport(List<Column> columns, Map<String, UsageTotals> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Returns a report.
     *
     * @param ledger the usage
     * @param tenant the only tenant; null for all, and what is not attributed
     * @param by the columns, separated by commas: day, tenant, key, model, goal; null for day and model, of all tenants also
     *     by tenant
     * @param from the first day, such as 2026-11-01; null for the oldest
     * @param to the last day; null for today
     * @return the report
     * @throws IllegalArgumentException if a column or a day is unknown
     */
    public static UsageReport of(
            UsageLedger ledger,
            @Nullable String tenant,
            @Nullable String by,
            @Nullable String from,
            @Nullable String to) {
        List<Column> columns = columns(by == null ? (tenant == null ? "day,tenant,model" : "day,model") : by);
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        Predicate<UsageKey> filter = key -> (tenant == null || key.tenant().equals(tenant))
                && (first == null || !key.day().isBefore(first))
                && (last == null || !key.day().isAfter(last));
        return new UsageReport(columns, ledger.sums(filter, key -> group(columns, key)));
    }

    private static String group(List<Column> columns, UsageKey key) {
        StringJoiner values = new StringJoiner("\0");
        columns.forEach(column -> values.add(column.of(key)));
        return values.toString();
    }

    private static List<Column> columns(String by) {
        List<Column> columns = new ArrayList<>();
        for (String name : by.split(",", -1)) {
            columns.add(Arrays.stream(Column.values())
                    .filter(column -> column.title().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "by: unknown column (expected: day, tenant, key, model, goal, separated by commas)")));
        }
        return columns;
    }

    private static @Nullable LocalDate day(String name, @Nullable String given) {
        try {
            return given == null ? null : LocalDate.parse(given);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + ": not a day (expected: such as 2026-11-30)", e);
        }
    }

    /**
     * Returns the report as values for JSON.
     *
     * @return the rows, and the totals of all of them
     */
    public Map<String, Object> values() {
        List<Map<String, Object>> list = new ArrayList<>();
        UsageTotals sum = UsageTotals.NONE;
        for (Map.Entry<String, UsageTotals> row : rows.entrySet()) {
            list.add(fields(row.getKey(), row.getValue()));
            sum = sum.plus(row.getValue());
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rows", list);
        all.put(TOTAL, figures(sum));
        return all;
    }

    private Map<String, Object> fields(String group, UsageTotals totals) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String[] values = group.split("\0", -1);
        for (int i = 0; i < values.length; i++) {
            fields.put(columns.get(i).title(), values[i]);
        }
        fields.putAll(figures(totals));
        return fields;
    }

    private static Map<String, Object> figures(UsageTotals totals) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", totals.calls());
        figures.put("failed", totals.failed());
        figures.put("refused", totals.refused());
        figures.put("input_tokens", totals.inputTokens());
        figures.put("cached_tokens", totals.cachedTokens());
        figures.put("cache_write_tokens", totals.cacheWriteTokens());
        figures.put("output_tokens", totals.outputTokens());
        figures.put("cost_usd", money(totals.cost()));
        figures.put("estimated_usd", money(totals.estimatedCost()));
        figures.put("fallback_usd", money(totals.fallbackCost()));
        figures.put("cache_saved_usd", money(totals.cacheSavings()));
        figures.put("unpriced_tokens", totals.unpricedTokens());
        figures.put("cached_share", share(totals.cachedTokens(), totals.inputTokens()));
        figures.put("session_turns", totals.sessionTurns());
        figures.put("session_switches", totals.sessionSwitches());
        figures.put("cached_calls", totals.cachedCalls());
        figures.put("response_saved_usd", money(totals.responseSavings()));
        return figures;
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(whole == 0 ? 0 : (double) part / whole).setScale(SHARE, RoundingMode.HALF_UP);
    }

    private static BigDecimal money(double dollars) {
        return BigDecimal.valueOf(dollars).setScale(MONEY, RoundingMode.HALF_UP);
    }

    /**
     * Returns limits and budgets as values for JSON.
     *
     * @param balances the state of each
     * @return one map for each
     */
    public static List<Map<String, Object>> limits(List<TenantBalance> balances) {
        List<Map<String, Object>> limits = new ArrayList<>();
        for (TenantBalance balance : balances) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("limit", balance.limit());
            fields.put("unit", balance.unit());
            fields.put("amount", balance.amount());
            fields.put("left", balance.left());
            Duration resets = balance.resets();
            if (resets != null) {
                fields.put("resets_seconds", resets.toSeconds());
            }
            limits.add(fields);
        }
        return limits;
    }

    /**
     * Returns the report as CSV with a header line; names are quoted, and cannot begin a formula.
     *
     * @return the text
     */
    public String csv() {
        StringBuilder text = new StringBuilder();
        StringJoiner header = new StringJoiner(",", "", "\n");
        columns.forEach(column -> header.add(column.title()));
        figures(UsageTotals.NONE).keySet().forEach(header::add);
        text.append(header);
        rows.forEach((group, totals) -> {
            StringJoiner line = new StringJoiner(",", "", "\n");
            for (String value : group.split("\0", -1)) {
                line.add(quoted(value));
            }
            figures(totals).values().forEach(value -> line.add(value.toString()));
            text.append(line);
        });
        return text.toString();
    }

    private static String quoted(String value) {
        boolean formula = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
