package dev.pointsman.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.clienttests.ClientLibrary.Connected;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A request that a provider of OpenAI's protocol refuses, through libraries whose exceptions carry the reason. */
class RefusedRequestTest {
    private static final List<String> LIBRARIES =
            List.of("openai-java", "LangChain4j 1.19.0 (OpenAI)", "Spring 7", "Micronaut 4");
    private static final String REASON = """
            {"error":{"message":"Invalid value.","type":"invalid_request_error","param":"messages[0].role","code":"invalid_value"}}""";

    @TestFactory
    Stream<DynamicTest> codeAndParameterAreKept() {
        List<ClientLibrary> libraries = ClientLibrary.all().stream()
                .filter(library -> LIBRARIES.stream().anyMatch(library.name()::startsWith))
                .toList();
        assertThat(libraries).hasSize(LIBRARIES.size());
        return libraries.stream().map(library -> DynamicTest.dynamicTest(library.name(), () -> assertKept(library)));
    }

    private static void assertKept(ClientLibrary library) throws Exception {
        ModelRouter router = ModelRouter.builder()
                .model(Model.builder("a", "first").build())
                .pool(Pool.of("chat", "a"))
                .build();
        try (FaultyProvider provider = library.provider().get();
                Connected client = library.connector().connect(provider.url(), Duration.ofSeconds(10))) {
            provider.always(Fault.status(400).body("application/json", REASON));
            Failure failure = catchThrowableOfType(
                            RequestRefusedException.class, () -> router.call(RouteRequest.toPool("chat"), client::ask))
                    .failure();
            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(failure.code() + " " + failure.param()).isEqualTo("invalid_value messages[0].role");
        }
    }
}
