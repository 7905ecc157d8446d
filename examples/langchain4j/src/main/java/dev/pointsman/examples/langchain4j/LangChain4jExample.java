package dev.pointsman.examples.langchain4j;

import dev.pointsman.model.Goal;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.util.Map;

/** Two embedded providers, of which the cheaper one breaks: LangChain4j's call fails over. */
public final class LangChain4jExample {
    private LangChain4jExample() {}

    /**
     * Prints the traces and the answers.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        try (FaultyProvider mini =
                        FaultyProvider.openAi().text("Rhine, Elbe, Weser.").start();
                FaultyProvider nano =
                        FaultyProvider.openAi().text("Nile, Amazon, Yangtze.").start()) {
            RoutedChatModels models = new RoutedChatModels(
                    Map.of("gpt-4.1-mini", mini.url(), "gpt-4.1-nano", nano.url()),
                    "key",
                    result -> System.out.println(result.trace().describe()));
            print("both healthy", models.ask("Name three rivers.", Goal.COST));
            nano.always(Fault.status(503));
            print("the cheaper one broken", models.ask("Name three rivers.", Goal.COST));
        }
    }

    private static void print(String title, String answer) {
        System.out.println(title + ": " + answer);
        System.out.println();
    }
}
