package dev.pointsman.clients;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import dev.pointsman.testkit.SeenRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Providers of every protocol, which behave by the name of the model that is asked for. All answer the same text, or call
 * a tool in the cells of tools.
 */
final class Providers implements AutoCloseable {
    private static final int TOKENS = 20;

    /** The whole answer. */
    static final String WHOLE =
            IntStream.range(0, TOKENS).mapToObj(i -> "tok" + i).collect(Collectors.joining(" "));

    /** Tool that a provider calls. */
    enum Tool {
        NONE,
        /** The first tool of the request. */
        OFFERED,
        /** The shell of Claude Code. */
        BASH,
        /** The shell of Codex. */
        EXEC;

        private FaultyProviderBuilder addTo(FaultyProviderBuilder provider) {
            return switch (this) {
                case NONE -> provider;
                case OFFERED -> provider.callsOfferedTools();
                case BASH -> provider.toolCall("Bash", "{\"command\":\"" + COMMAND + "\",\"description\":\"Print\"}");
                case EXEC -> provider.toolCall("exec_command", "{\"cmd\":\"" + COMMAND + "\"}");
            };
        }
    }

    private static final String COMMAND = "expr 41 + 1";

    /** Texts of results of tools: the answer of the libraries' own tool, or the output of the command. */
    private static final List<String> RESULTS = List.of("sunny", "42");

    private final Map<Protocol, Map<Tool, FaultyProvider>> providers = new EnumMap<>(Protocol.class);
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Map<String, Boolean> results = new ConcurrentHashMap<>();
    private final Map<String, Runnable> watchers = new ConcurrentHashMap<>();

    /** Starts the providers. */
    Providers() {
        for (Protocol protocol : Protocol.values()) {
            Map<Tool, FaultyProvider> tools = new EnumMap<>(Tool.class);
            for (Tool tool : Tool.values()) {
                FaultyProvider provider =
                        tool.addTo(protocol.provider().tokens(TOKENS)).start();
                provider.always(this::fault);
                tools.put(tool, provider);
            }
            providers.put(protocol, tools);
        }
    }

    private Fault fault(SeenRequest request) {
        String model = request.model();
        Column column = Column.ofPool(model.substring(Cell.MODEL.length()));
        int number = requests.computeIfAbsent(model, any -> new AtomicInteger()).incrementAndGet();
        watchers.getOrDefault(model, () -> {}).run();
        if (number > 1 && RESULTS.stream().anyMatch(request.body()::contains)) {
            results.put(model, true);
        }
        return column.fault(number);
    }

    /** Calls back at every request for the model of a cell. */
    void watch(Cell cell, Runnable asked) {
        watchers.put(cell.model(), asked);
    }

    /** Returns whether a tool's result has come back in a request of a cell. */
    boolean hasToolResult(Cell cell) {
        return results.containsKey(cell.model());
    }

    /** Returns the configuration of a gateway that has a model for each of the cells. */
    String configuration(List<PlannedCell> cells) {
        StringBuilder yaml = new StringBuilder("pointsman:\n  providers:\n");
        providers.forEach((protocol, tools) -> tools.forEach((tool, provider) -> yaml.append("    ")
                .append(name(protocol, tool))
                .append(": { wire: %s, url: \"%s\", api-key: provider-key }%n".formatted(protocol, provider.url()))));
        yaml.append("  models:\n");
        cells.forEach(one -> yaml.append("    - { id: %s, provider: %s }%n"
                .formatted(one.cell().model(), name(one.cell().protocol(), one.tool()))));
        yaml.append("  pools:\n");
        cells.forEach(one -> yaml.append("    %s: { primary: [%s] }%n"
                .formatted(one.cell().pool(), one.cell().model())));
        return yaml.toString();
    }

    private static String name(Protocol protocol, Tool tool) {
        return protocol + "-" + tool.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        providers.values().forEach(tools -> tools.values().forEach(FaultyProvider::close));
    }
}
