package dev.pointsman.examples.plain;

import dev.pointsman.model.Goal;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import java.util.Map;

/** Two embedded providers: calls before, during and after an outage of the first one. */
public final class PlainJavaExample {
    private PlainJavaExample() {}

    /**
     * Prints the answers and the traces.
     *
     * @param args not used
     * @throws Exception if a call fails on both models
     */
    public static void main(String[] args) throws Exception {
        try (FaultyProvider first =
                        FaultyProvider.openAi().text("Rhine, Elbe, Weser.").start();
                FaultyProvider second =
                        FaultyProvider.openAi().text("Nile, Amazon, Yangtze.").start()) {
            RoutedChat chat = new RoutedChat(Map.of(
                    "first", new ChatCompletions(first.url(), "key"),
                    "second", new ChatCompletions(second.url(), "key")));
            print("both healthy", chat.ask("Name three rivers.", Goal.COST));
            second.always(Fault.status(503));
            print("the cheaper one broken", chat.ask("Name three rivers.", Goal.COST));
            second.heal();
            print("healed", chat.ask("Name three rivers.", Goal.COST));
        }
    }

    private static void print(String title, RouteResult<String> result) {
        System.out.println(title + ": " + result.value());
        System.out.println(result.trace().describe());
        System.out.println();
    }
}
