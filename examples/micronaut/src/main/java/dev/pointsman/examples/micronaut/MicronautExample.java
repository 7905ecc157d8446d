package dev.pointsman.examples.micronaut;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Starts the application with two embedded providers and calls it before and during an outage of the cheaper one. With
 * providers of your own, the main method is {@code Micronaut.run(args)}.
 */
public final class MicronautExample {
    private MicronautExample() {}

    /**
     * Prints the answers.
     *
     * @param args not used
     * @throws Exception if the application does not answer
     */
    public static void main(String[] args) throws Exception {
        try (FaultyProvider first =
                        FaultyProvider.openAi().text("Rhine, Elbe, Weser.").start();
                FaultyProvider second = FaultyProvider.anthropic()
                        .text("Nile, Amazon, Yangtze.")
                        .start();
                EmbeddedServer server = ApplicationContext.run(
                        EmbeddedServer.class,
                        Map.of(
                                "micronaut.server.port", -1,
                                "pointsman.providers.openai.url", first.url(),
                                "pointsman.providers.anthropic.url", second.url()))) {
            print("both healthy", server);
            first.always(Fault.status(503));
            print("the cheaper one broken", server);
        }
    }

    private static void print(String title, EmbeddedServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.getURI().resolve("/ask?question=rivers&goal=cost"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        String model = response.headers().firstValue("X-Model").orElse("none");
        System.out.println(title + ": " + response.body() + " (" + model + ")");
    }
}
