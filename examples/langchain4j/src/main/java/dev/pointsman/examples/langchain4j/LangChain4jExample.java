package dev.pointsman.examples.langchain4j;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.RouteResult;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.util.Map;

/** Two embedded providers, of which the cheaper one breaks: LangChain4j's call fails over. */
public final class LangChain4jExample {
    private LangChain4jExample() {}

    /**
     * Prints the answers and the traces.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        try (FaultyProvider mini =
                        FaultyProvider.openAi().text("Rhine, Elbe, Weser.").start();
                FaultyProvider nano =
                        FaultyProvider.openAi().text("Nile, Amazon, Yangtze.").start()) {
            RoutedChatModels models =
                    new RoutedChatModels(Map.of("gpt-4.1-mini", mini.url(), "gpt-4.1-nano", nano.url()), "key");
            RouteRequest cheap = RouteRequest.builder().goal(Goal.COST).build();
            print("both healthy", models.ask("Name three rivers.", cheap));
            nano.always(Fault.status(503));
            print("the cheaper one broken", models.ask("Name three rivers.", cheap));
        }
    }

    private static void print(String title, RouteResult<String> result) {
        System.out.println(title + ": " + result.value());
        System.out.println(result.trace().describe());
        System.out.println();
    }
}
