package dev.pointsman.clienttests;

import dev.pointsman.model.Failure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Text of the page on client libraries, of what their exceptions are classified as. */
final class ClientsPage {
    private static final String HEAD = """
            # Client libraries inside routed calls

            Exceptions of these libraries are classified by default in `router.call`, `callAsync` and `@Routed` (synchronous, `Mono` and
            `Flux`), by the names of their classes and without a dependency. The tables are made by the tests of `client-tests`, with each
            library against a provider that breaks; they compare them with this page, and write it when run with `-Dwrite.pages=true`.

            Each cell is the kind of failure that the router sees, with the status, and the delay where the exception carries
            Retry-After. All of them fail over; context length only to a model with a larger window. 503, timeouts and resets trip the
            breaker after three failures, 429 starts a cooldown, 401 and 404 disable the model for minutes, context length teaches
            nothing.

            """;
    private static final String USE = """

            Each library must not retry by itself, as the router's attempts would multiply. Token counts are reported by
            `attempt.succeed(usage)`; without it costs are unknown. `pointsman-langchain4j` and `ChatClient` report them by themselves.

            | library | its own retries off | usage |
            |---|---|---|
            """;
    private static final String REST = """

            A few facts about them:

            - google-genai and LangChain4j have no headers in their exceptions: a 429 cools down without the provider's delay.
            - LangChain4j reports an unreadable answer as a plain `RuntimeException`, which counts as the caller's own;
              `pointsman-langchain4j` knows it as a bad response.
            - google-genai waits for up to some seconds before it throws, also after its only attempt, unless its delays are 0.
            - google-genai returns an empty answer for an empty body: check for it, and throw a `ProviderException`.
            - Spring AI 2.0's models of OpenAI and Anthropic use these vendors' SDKs, and throw their exceptions.
            - An exception of a tool, which LangChain4j and Spring AI wrap, stays the caller's own, whatever its cause.
            """;

    private final Map<String, Failure> observed = new ConcurrentHashMap<>();

    /** Notes the failure that a library's exception was classified as. */
    void add(ClientLibrary library, Situation situation, Failure failure) {
        observed.put(library + ", " + situation, failure);
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD).append("| library |");
        for (Situation situation : Situation.ALL) {
            page.append(' ').append(situation.title()).append(" |");
        }
        page.append("\n|---|").append("---|".repeat(Situation.ALL.length)).append('\n');
        List<ClientLibrary> libraries = ClientLibrary.all();
        for (ClientLibrary library : libraries) {
            page.append("| ").append(library.name()).append(" |");
            for (Situation situation : Situation.ALL) {
                page.append(' ')
                        .append(cell(observed.get(library + ", " + situation)))
                        .append(" |");
            }
            page.append('\n');
        }
        page.append(USE);
        libraries.forEach(library ->
                page.append("| " + library.name() + " | " + library.retries() + " | " + library.usage() + " |\n"));
        return page.append(REST).toString();
    }

    private static String cell(@Nullable Failure failure) {
        if (failure == null) {
            return "not seen";
        }
        String status = failure.status() == 0 ? "" : " " + failure.status();
        String delay =
                failure.retryAfter() == null ? "" : ", " + failure.retryAfter().toSeconds() + " s";
        return "`" + failure.kind() + "`" + status + delay;
    }
}
