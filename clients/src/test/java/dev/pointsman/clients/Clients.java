package dev.pointsman.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clients of the matrix. */
final class Clients implements AutoCloseable {
    private final NodeDriver node;
    private final List<Client> all = new ArrayList<>();

    private Clients(Path packages) throws IOException {
        node = NodeDriver.start(packages);
        all.addAll(node.clients());
        all.addAll(List.of(
                new OpenAiJavaChat(),
                new OpenAiJavaResponses(),
                new AnthropicJava(),
                LangChain4jClient.openAi(),
                LangChain4jClient.anthropic(),
                new SpringAiClient(),
                new ClaudeCode(packages),
                new Codex(packages)));
        all.removeIf(client -> !client.name().matches(System.getProperty("clients.only", ".*")));
    }

    /** Installs what is needed, and starts the driver of the JavaScript libraries. */
    static Clients start() throws IOException, InterruptedException {
        return new Clients(NodeModules.install());
    }

    List<String> names() {
        return all.stream().map(Client::name).toList();
    }

    /** Returns the cells to be measured: all of them, or those that take little time. */
    List<PlannedCell> cells(boolean full) {
        List<PlannedCell> cells = new ArrayList<>();
        for (int number = 0; number < all.size(); number++) {
            Client client = all.get(number);
            for (Column column : Column.values()) {
                for (Protocol protocol : Protocol.values()) {
                    if (isOneOf(client, column, protocol) && (full || client.isQuick(column, protocol))) {
                        cells.add(new PlannedCell(new Cell(client.name(), number, column, protocol), client));
                    }
                }
            }
        }
        return cells;
    }

    /** Failures are measured with the client's own protocol and another one, ends of the gateway with its own. */
    private static boolean isOneOf(Client client, Column column, Protocol protocol) {
        Protocol other = client.protocol() == Protocol.ANTHROPIC ? Protocol.OPENAI : Protocol.ANTHROPIC;
        boolean wanted =
                column.isAnswer() || protocol == client.protocol() || (protocol == other && !column.endsGateway());
        return wanted && client.isMeasured(column);
    }

    @Override
    public void close() {
        node.close();
    }
}
